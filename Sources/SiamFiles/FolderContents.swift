import Foundation

/// The files in a folder and below it; links are seen as what they are, and never followed.
package struct FolderContents: Sendable {
  /// One name of a file.
  package struct Entry: Sendable {
    /// Its path from the folder on.
    package var path: String
    /// The file's length; a file has one, however many names.
    package var bytes: Int
    fileprivate var file: FileIdentity
    /// How many names the file has, wherever they are.
    fileprivate var names: Int
  }

  fileprivate struct FileIdentity: Hashable, Sendable {
    var device: UInt
    var number: UInt
  }

  /// Every name, in no order.
  package private(set) var entries: [Entry] = []

  /// Looks at a folder; what can't be looked at is left out.
  package init(of folder: String) { add(folder, below: "") }

  /// Bytes of all files.
  package var bytes: Int { bytes(of: entries.map(\.path)) }

  /// Bytes of the files that have these names, each counted once.
  package func bytes(of paths: some Sequence<String>) -> Int {
    let paths = Set(paths)
    var seen: Set<FileIdentity> = []
    return entries.reduce(0) { sum, entry in
      paths.contains(entry.path) && seen.insert(entry.file).inserted ? sum + entry.bytes : sum
    }
  }

  /// Bytes that are free again once these names are taken away: of files that then have no name left.
  package func bytes(freedByRemoving paths: some Sequence<String>) -> Int {
    let paths = Set(paths)
    let named = Dictionary(grouping: entries.filter { paths.contains($0.path) }, by: \.file)
    return named.values.reduce(0) { sum, entries in
      guard let entry = entries.first, entries.count >= entry.names else { return sum }
      return sum + entry.bytes
    }
  }

  private mutating func add(_ folder: String, below prefix: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names {
      let path = "\(folder)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        add(path, below: "\(prefix)\(name)/")
      } else {
        entries.append(
          Entry(
            path: prefix + name, bytes: Int(status.st_size),
            file: FileIdentity(device: UInt(status.st_dev), number: UInt(status.st_ino)), names: Int(status.st_nlink)))
      }
    }
  }
}

/// Whether a path names a folder itself, not a link to one.
package func isFolderItself(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
