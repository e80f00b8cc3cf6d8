import Foundation

/// The files in a folder and its subfolders; symbolic links are listed, not followed.
package struct FolderContents: Sendable {
  /// A name of a file; a file with several hard links has several entries.
  package struct Entry: Sendable {
    /// The path relative to the folder.
    package var path: String
    /// The length of the file, in bytes.
    package var bytes: Int
    fileprivate var file: FileIdentity
    /// The number of hard links to the file, inside the folder or not.
    fileprivate var names: Int
  }

  fileprivate struct FileIdentity: Hashable, Sendable {
    var device: UInt
    var number: UInt
  }

  /// All entries, in no particular order.
  package private(set) var entries: [Entry] = []

  /// Lists a folder; subfolders that can't be read are skipped.
  package init(of folder: String) { add(folder, below: "") }

  /// The total size of all files, in bytes.
  package var bytes: Int { bytes(of: entries.map(\.path)) }

  /// The total size of the files with these paths, in bytes; hard links to one file count once.
  package func bytes(of paths: some Sequence<String>) -> Int {
    let paths = Set(paths)
    var seen: Set<FileIdentity> = []
    return entries.reduce(0) { sum, entry in
      paths.contains(entry.path) && seen.insert(entry.file).inserted ? sum + entry.bytes : sum
    }
  }

  /// The number of bytes freed by removing these paths: the sizes of the files that have no other hard link.
  package func bytes(freedByRemoving paths: some Sequence<String>) -> Int {
    let paths = Set(paths)
    let named = Dictionary(grouping: entries.filter { paths.contains($0.path) }, by: \.file)
    return named.values.reduce(0) { sum, entries in
      guard let entry = entries.first, entries.count >= entry.names else { return sum }
      return sum + entry.bytes
    }
  }

  private mutating func add(_ folder: String, below prefix: String) {
    // A folder that can't be read counts as empty.
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

/// Whether a path is a folder and not a symbolic link to one.
package func isFolderItself(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
