import SiamFiles

/// The path and layout of some data.
///
/// The layout is detected once, when the location is made. Detection may open an archive and read its first entries;
/// the source continues with that archive.
struct DataLocation {
  /// The path of a folder or file, as the user gave it.
  let path: String
  /// The detected layout, or the requested one.
  let layout: DataLayout
  /// The size and modification time of the file or folder, from before it was opened.
  let state: [UInt64]?
  /// The archive that detection opened, until it is read.
  private var archive: ArchiveReader?

  /// Inspects a path: a file by its first bytes, or by its name if those are ambiguous; a folder by the names in it.
  ///
  /// - Parameters:
  ///   - path: the path of a folder or file.
  ///   - layout: the required layout, or nil to detect it.
  /// - Throws: `DataError` when the path doesn't exist, or has another or an unknown layout.
  init(_ path: String, layout: DataLayout? = nil) throws(DataError) {
    self.path = path
    let bytes = Array(path.utf8)
    state = FileBytes.state(of: bytes)
    let kind = try Self.kind(at: path)
    if let layout {
      self.layout = layout
      archive = try layout.check(kind, at: path)
    } else {
      (self.layout, archive) = try DataLayout.detect(kind, at: path)
    }
  }

  /// The encoding of names, or nil for UTF-8 and the default of the layout.
  var nameEncoding: NameEncoding?

  /// Opens a source of the data's files at the first file.
  ///
  /// - Throws: `DataError` when it can't be opened or has another layout.
  mutating func openSource() throws(DataError) -> any ImageSource {
    let source = try openLayout()
    guard let nameEncoding, layout == .folder || layout == .manifest else { return source }
    return RenamedSource(source, from: nameEncoding) ?? source
  }

  private mutating func openLayout() throws(DataError) -> any ImageSource {
    switch layout {
    case .folder: return try FolderSource(path: path)
    case .archive:
      if let opened = removeOpened() { return ArchiveSource(opened, names: nameEncoding) }
      return ArchiveSource(try ArchiveReader(path: path), names: nameEncoding)
    case .idx: return try IDXSource(path: path)
    case .cifar: return try CIFARSource(path: path, archive: removeOpened())
    case .manifest: return try ManifestSource(path: path)
    }
  }

  /// Returns the archive that detection opened, once, as it is read to its end.
  private mutating func removeOpened() -> ArchiveReader? {
    defer { archive = nil }
    return archive
  }

  private static func kind(at path: String) throws(DataError) -> FileBytes.Kind {
    switch FileBytes.kind(of: Array(path.utf8)) {
    case .success(let kind): return kind
    case .failure(let error):
      if error.isAbsent { throw .notFound(path: path) }
      throw DataError(error)
    }
  }
}

/// Opens the source for a path, with the given or the detected layout.
///
/// - Throws: `DataError` when the path doesn't exist or has another layout.
func imageSource(at path: String, layout: DataLayout? = nil) throws(DataError) -> any ImageSource {
  var location = try DataLocation(path, layout: layout)
  return try location.openSource()
}
