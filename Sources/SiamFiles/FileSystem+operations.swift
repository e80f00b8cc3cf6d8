extension FileSystem {
  /// Writes all bytes, in as many calls as it takes.
  package func writeAll(_ bytes: some Collection<UInt8>, to file: OpenFile) throws(FileFailure) {
    let bytes = Array(bytes)
    var written = 0
    while written < bytes.count { written += try write(bytes[written...], to: file) }
  }

  /// Replaces a file atomically: writes a temporary file, syncs it, renames it and syncs the folder.
  ///
  /// At any instant the path names either the whole old file or the whole new one.
  ///
  /// - Parameters:
  ///   - path: the file's path.
  ///   - bytes: the new contents.
  ///   - temporary: the path of the temporary file, in the same folder (default: the path with `.new` appended).
  /// - Throws: `FileFailure`; the path then names the old file, or the new one if only the folder could not be synced.
  package func replace(
    _ path: String, with bytes: some Collection<UInt8>, temporary: String? = nil
  ) throws(FileFailure) {
    let temporary = temporary ?? path + ".new"
    do throws(FileFailure) {
      let file = try open(temporary, .new)
      try writeAll(bytes, to: file)
      try sync(file)
      try rename(temporary, to: path)
    } catch {
      // Best effort: the error that is rethrown matters more.
      try? remove(temporary)
      throw error
    }
    try syncFolder(of: path)
  }

  /// Waits until the folder of a file, and so the file's name, is on the disk.
  package func syncFolder(of path: String) throws(FileFailure) {
    let end = path.lastIndex(of: "/")
    let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    try sync(try open(folder, .folder))
  }
}

extension FileSystem {
  /// The last byte of a file, or nil if it is empty.
  package func lastByte(of file: OpenFile) throws(FileFailure) -> UInt8? {
    let length = try length(of: file)
    return length == 0 ? nil : try read(file, at: length - 1, count: 1).first
  }

  /// Appends the whole contents of a file to another.
  package func copy(_ file: OpenFile, to other: OpenFile) throws(FileFailure) {
    var offset = 0
    while true {
      let part = try read(file, at: offset, count: 1 << 20)
      if part.isEmpty { return }
      try writeAll(part, to: other)
      offset += part.count
    }
  }
}

extension FileSystem {
  /// Creates a folder and the missing folders above it.
  package func makeFolders(_ path: String) throws(FileFailure) {
    var end = path.startIndex
    while end < path.endIndex {
      end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
      try makeFolder(String(path[..<end]))
    }
  }
}
