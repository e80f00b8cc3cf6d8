extension FileLayer {
  /// Makes a folder and those it is in.
  package func makeFolders(_ path: String) throws(FileFailure) {
    var end = path.startIndex
    while end < path.endIndex {
      end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
      try makeFolder(String(path[..<end]))
    }
  }
}
