extension FileLayer {
  /// Writes all bytes, however many calls it takes.
  package func writeAll(_ bytes: some Collection<UInt8>, to file: OpenFile) throws(FileFailure) {
    let bytes = Array(bytes)
    var written = 0
    while written < bytes.count { written += try write(bytes[written...], to: file) }
  }

  /// Puts a whole file in place of what has its name: written under a temporary name, synced, renamed, the folder
  /// synced; so that at any instant the name stands for the old file or the new one, whole.
  package func replace(_ path: String, with bytes: some Collection<UInt8>) throws(FileFailure) {
    let temporary = path + ".new"
    do throws(FileFailure) {
      let file = try open(temporary, .new)
      try writeAll(bytes, to: file)
      try sync(file)
      try rename(temporary, to: path)
    } catch {
      try? remove(temporary)
      throw error
    }
    try syncFolder(of: path)
  }

  /// Waits until the names in a file's folder are on the disk.
  package func syncFolder(of path: String) throws(FileFailure) {
    let end = path.lastIndex(of: "/")
    let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    try sync(try open(folder, .folder))
  }
}

extension FileLayer {
  /// A file's last byte; nil where it is empty.
  package func lastByte(of file: OpenFile) throws(FileFailure) -> UInt8? {
    let length = try length(of: file)
    return length == 0 ? nil : try read(file, at: length - 1, count: 1).first
  }

  /// Appends all of a file to another.
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
