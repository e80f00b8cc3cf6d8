/// The files of a dataset of binary files: those in a folder and the folders below it, or those in an archive.
///
/// The user gives the folder or the archive, a file or a folder in it, or the beginning of its files' names, such as
/// `gzip.zip/gzip/emnist-letters`.
struct DataFiles {
  enum Root: Equatable {
    case folder([UInt8])
    /// A zip, which may be an `.npz`, or a tar.
    case archive(String)
  }

  let root: Root
  /// The paths of the files, relative to the root. Hidden ones are ignored.
  let names: [[UInt8]]
  /// The part of the path below the root, or nil if the user gave the root itself.
  let selection: [UInt8]?

  /// Lists the files at a path.
  ///
  /// - Throws: `DataError` when nothing is there, or an archive can't be read.
  init(path: String) throws(DataError) {
    let bytes = Array(path.utf8)
    switch FileBytes.kind(of: bytes) {
    case .success(.folder):
      (root, names, selection) = (.folder(bytes), FileTree(bytes, stopsAtImages: false).files, nil)
    case .success where Self.isArchive(bytes):
      (root, names, selection) = (.archive(path), try Self.names(inArchive: path), nil)
    case .success:
      let (folder, name) = Self.parts(of: bytes)
      (root, names, selection) = (.folder(folder), Self.names(inFolder: folder), name)
    case .failure:
      guard let inside = Self.inside(bytes) else { throw .notFound(path: path) }
      selection = inside.rest
      switch inside.root {
      case .archive(let archive): (root, names) = (inside.root, try Self.names(inArchive: archive))
      case .folder(let folder): (root, names) = (inside.root, Self.names(inFolder: folder))
      }
      guard names.contains(where: isSelected) else { throw .notFound(path: path) }
    }
  }

  /// Lists the files of a root.
  init(_ root: Root) throws(DataError) {
    self.root = root
    selection = nil
    switch root {
    case .folder(let folder): names = Self.names(inFolder: folder)
    case .archive(let path): names = try Self.names(inArchive: path)
    }
  }

  /// Whether the user gave this file, the folder it is in, or the beginning of its name; true for all if the root.
  func isSelected(_ name: [UInt8]) -> Bool {
    guard let selection, name != selection else { return true }
    guard name.starts(with: selection) else { return false }
    // The end of a word.
    return [0x2F, 0x2D, 0x2E, 0x5F].contains(name[selection.count])
  }

  /// The path of the folder or archive, for messages.
  var rootPath: String {
    switch root {
    case .folder(let folder): String(decoding: folder, as: UTF8.self)
    case .archive(let path): path
    }
  }

  /// The archive that a path is or leads into, or nil.
  static func archive(at path: String) -> String? {
    let bytes = Array(path.utf8)
    switch FileBytes.kind(of: bytes) {
    case .success(.folder): return nil
    case .success: return isArchive(bytes) ? path : nil
    case .failure:
      guard case .archive(let archive) = inside(bytes)?.root else { return nil }
      return archive
    }
  }

  /// Some of the files.
  func filtered(_ isIncluded: ([UInt8]) -> Bool) -> DataFiles {
    DataFiles(root: root, names: names.filter(isIncluded), selection: selection)
  }

  private init(root: Root, names: [[UInt8]], selection: [UInt8]?) {
    (self.root, self.names, self.selection) = (root, names, selection)
  }

  /// Opens a file.
  ///
  /// - Throws: `DataError` when it can't be opened.
  func open(_ name: [UInt8], layout: DataLayout) throws(DataError) -> any SequentialFile {
    switch root {
    case .folder(let folder): try ByteStream(path: folder + [0x2F] + name, layout: layout)
    case .archive(let path): try EntryStream(archive: path, name: name, layout: layout)
    }
  }

  /// The path of a file, for messages.
  func location(of name: [UInt8]) -> String { String(decoding: locationBytes(of: name), as: UTF8.self) }

  /// The path of a file.
  func locationBytes(of name: [UInt8]) -> [UInt8] {
    switch root {
    case .folder(let folder): folder + [0x2F] + name
    case .archive(let path): Array(path.utf8) + [0x2F] + name
    }
  }

  /// The name of an entry of an archive as it is listed: without `.`; nil if it is not part of the data.
  static func name(of entry: ArchiveReader.Entry) -> [UInt8]? {
    guard let name = entry.name else { return nil }
    let parts = name.split(separator: 0x2F).filter { $0 != [0x2E] }
    guard !parts.isEmpty, !parts.contains([0x2E, 0x2E]), !parts.contains(where: { isHidden(Array($0)) }) else {
      return nil
    }
    return Array(parts.joined(separator: [0x2F]))
  }

  // MARK: Paths

  /// The folder of a path, `.` if it has none, and the name in it.
  static func parts(of path: [UInt8]) -> (folder: [UInt8], name: [UInt8]) {
    guard let cut = path.lastIndex(of: 0x2F) else { return ([0x2E], path) }
    return (cut == 0 ? [0x2F] : Array(path[..<cut]), Array(path[(cut + 1)...]))
  }

  /// The last name of a path.
  static func lastName(of path: [UInt8]) -> [UInt8] { parts(of: path).name }

  /// The archive or folder that a path which doesn't exist may lead into, and the rest of the path.
  private static func inside(_ path: [UInt8]) -> (root: Root, rest: [UInt8])? {
    var path = path
    while path.count > 1, path.last == 0x2F { path.removeLast() }
    var (folder, name) = parts(of: path)
    if case .success(.folder) = FileBytes.kind(of: folder) { return (.folder(folder), name) }
    while folder.contains(0x2F) || FileBytes.state(of: folder) != nil {
      if case .success(.file) = FileBytes.kind(of: folder) {
        return isArchive(folder) ? (.archive(String(decoding: folder, as: UTF8.self)), name) : nil
      }
      let above = parts(of: folder)
      guard above.folder != folder, above.folder != [0x2E] else { return nil }
      (folder, name) = (above.folder, above.name + [0x2F] + name)
    }
    return nil
  }

  /// Whether a file is an archive by its name, or a zip by its first bytes if its name says nothing.
  private static func isArchive(_ path: [UInt8]) -> Bool {
    switch DataLayout.name(ofFile: path) {
    case .archive: return true
    case .arrays: return ArrayFile.isArchive(path)
    case .idx, .cifar: return false
    default: break
    }
    if case .success(let start) = FileBytes.contents(of: path, limit: 4), ArchiveReader.beginsAsZip(start) {
      return true
    }
    return false
  }

  private static func names(inFolder folder: [UInt8]) -> [[UInt8]] {
    ((try? FileBytes.names(in: folder).get()) ?? []).filter { name in
      guard !isHidden(name), case .success(.file) = FileBytes.kind(of: folder + [0x2F] + name) else { return false }
      return true
    }
  }

  private static func names(inArchive path: String) throws(DataError) -> [[UInt8]] {
    let reader = try ArchiveReader(path: path)
    var names: [[UInt8]] = []
    while let step = try reader.next() {
      if case .entry(let entry) = step, entry.kind == .file, let name = name(of: entry) { names.append(name) }
    }
    return names
  }
}
