import SiamCore
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
  /// The rules for classes that apply to the layout.
  let labels: LabelRules
  /// The size and modification time of the file or folder, from before it was opened.
  let state: [UInt64]?
  /// The archive that detection opened, until it is read.
  private var archive: ArchiveReader?

  /// Inspects a path: a file by its first bytes, or by its name if those are ambiguous; a folder by the names in it.
  ///
  /// - Parameters:
  ///   - path: the path of a folder or file.
  ///   - layout: the required layout, or nil to detect it.
  ///   - labels: the rules for classes.
  ///   - isStrict: whether a rule that doesn't apply to the layout is an error; otherwise it is ignored.
  /// - Throws: `DataError` when the path doesn't exist, or has another or an unknown layout.
  init(
    _ path: String, layout: DataLayout? = nil, labels: LabelRules = LabelRules(), isStrict: Bool = true
  ) throws(DataError) {
    self.path = path
    let bytes = Array(path.utf8)
    state = FileBytes.state(of: bytes)
    let kind = try Self.kind(at: path)
    guard let kind else {
      // A path into an archive, or the beginning of files' names.
      self.layout = try DataLayout.detect(files: DataFiles(path: path), at: path, requested: layout)
      self.labels = self.layout.applicable(labels)
      if isStrict { try self.layout.check(labels, at: path) }
      return
    }
    if let layout {
      self.layout = layout
      archive = try layout.check(kind, at: path)
    } else {
      (self.layout, archive) = try DataLayout.detect(kind, at: path, labels: labels)
    }
    self.labels = self.layout.applicable(labels)
    if isStrict { try self.layout.check(labels, at: path) }
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
    case .folder: return try named(openUnnamedSource())
    case .archive:
      if let opened = removeOpened() { return try named(ArchiveSource(opened, names: nameEncoding)) }
      return try named(ArchiveSource(try ArchiveReader(path: path), names: nameEncoding))
    case .idx: return try IDXSource(path: path)
    case .cifar: return try CIFARSource(path: path, archive: removeOpened())
    case .arrays: return try ArraySource(path: path)
    case .manifest: return try ListLocation.source(at: path, rules: labels)
    }
  }

  /// The source, with classes from the names of its files if there are rules for them.
  private func named(_ source: any ImageSource) throws(DataError) -> any ImageSource {
    do throws(NameRule.Problem) {
      guard let rules = try NameRules(labels) else { return source }
      return NamedSource(source, rules: rules, path: path)
    } catch {
      throw .badNameRule(path: path, reason: error.description)
    }
  }

  /// Opens a source as `openSource` does, but without classes from the names of files in a folder.
  mutating func openUnnamedSource() throws(DataError) -> any ImageSource {
    layout == .folder ? try FolderSource(path: path) : try openSource()
  }

  /// Returns the archive that detection opened, once, as it is read to its end.
  private mutating func removeOpened() -> ArchiveReader? {
    defer { archive = nil }
    return archive
  }

  /// The kind of the file at a path, or nil if there is none.
  private static func kind(at path: String) throws(DataError) -> FileBytes.Kind? {
    switch FileBytes.kind(of: Array(path.utf8)) {
    case .success(let kind): return kind
    case .failure(let error):
      if error.isAbsent { return nil }
      throw DataError(error)
    }
  }
}

/// Opens the source for a path, with the given or the detected layout.
///
/// - Throws: `DataError` when the path doesn't exist or has another layout.
func imageSource(
  at path: String, layout: DataLayout? = nil, labels: LabelRules = LabelRules()
) throws(DataError) -> any ImageSource {
  var location = try DataLocation(path, layout: layout, labels: labels)
  return try location.openSource()
}
