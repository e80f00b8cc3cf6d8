import SiamCore

extension DataLayout {
  /// Detects the layout of a folder or file.
  ///
  /// - Returns: the layout, and the archive if it had to be opened.
  /// - Throws: `DataError` when it has none of the layouts that siam reads.
  static func detect(
    _ kind: FileBytes.Kind, at path: String, labels: LabelRules = LabelRules()
  ) throws(DataError) -> (layout: DataLayout, archive: ArchiveReader?) {
    let bytes = Array(path.utf8)
    switch kind {
    case .other: throw .notImages(path: path)
    case .folder:
      guard case .success(let names) = FileBytes.names(in: bytes) else { return (.folder, nil) }
      if names.contains(where: { isIDXFile($0, in: bytes) }) { return (.idx, nil) }
      if CIFARFormat.of(filesNamed: names) != nil { return (.cifar, nil) }
      if let found = try binaryLayout(ofFolder: path) { return (found, nil) }
      if labels.ofNames.isEmpty, ListLocation.isNeeded(forFolder: path, names: names, labels) {
        return (.manifest, nil)
      }
      return (.folder, nil)
    case .file:
      if let detected = try contents(ofFile: path, labels) { return detected }
      guard let layout = name(ofFile: bytes) ?? (labels.ofLists.isEmpty ? nil : .manifest) else {
        throw .notImages(path: path)
      }
      return (layout, nil)
    }
  }

  /// Checks that a folder or file can have this layout: a folder can't be an archive, and a file can't be a folder.
  ///
  /// - Returns: the archive if it had to be opened.
  func check(_ kind: FileBytes.Kind, at path: String) throws(DataError) -> ArchiveReader? {
    func wrongLayout(_ reason: String) -> DataError { .wrongLayout(path: path, layout: self, reason: reason) }
    switch (self, kind) {
    case (_, .other): throw wrongLayout("neither a folder nor a file")
    case (.folder, .file): throw wrongLayout("it is a file")
    case (.archive, .folder): throw wrongLayout("it is a folder")
    case (.archive, .file):
      let isNamedSo = Self.name(ofFile: Array(path.utf8)) == .archive
      let detected = try Self.contents(ofFile: path)
      guard isNamedSo || detected?.archive != nil else {
        throw wrongLayout("neither a zip nor a tar")
      }
      return detected?.archive
    default: return nil
    }
  }

  /// The layout that a file's name suggests, or nil.
  static func name(ofFile path: [UInt8]) -> DataLayout? {
    let name = Array(path[(path.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0)...])
    if IDXName(name) != nil { return .idx }
    if ArrayFile.isArray(name) { return .arrays }
    if CIFARFormat.isOfImages(name) { return .cifar }
    let text = String(decoding: name, as: UTF8.self).lowercased()
    if ListLocation.isNamedAsList(name), !text.hasSuffix(".txt") { return .manifest }
    let archives = [
      ".zip", ".tar", ".tgz", ".tar.gz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz", ".tzst", ".tar.zst",
    ]
    return archives.contains(where: text.hasSuffix) ? .archive : nil
  }

  /// The layout that the first bytes of a file show, or nil.
  private static func contents(
    ofFile path: String, _ labels: LabelRules = LabelRules()
  ) throws(DataError) -> (layout: DataLayout, archive: ArchiveReader?)? {
    let bytes = Array(path.utf8)
    let name = DataFiles.lastName(of: bytes)
    let firstBytes = try FileBytes.contents(of: bytes, limit: 64).orDataError()
    if !ListLocation.isList(path, root: labels.root),
      let error = OtherDataFormat.listError(at: path, start: firstBytes, fileName: name)
    {
      throw error
    }
    if ArchiveReader.beginsAsZip(firstBytes) {
      return try archive(at: path) ?? (.archive, nil)
    }
    // A file that can't be unpacked is judged by its name; reading it reports the error.
    guard let start = try? ByteStream(path: bytes, layout: .archive).read(4_096) else { return nil }
    if IDXHeader.begins(start) { return (.idx, nil) }
    if NPYHeader.begins(start) { return (.arrays, nil) }
    if case .success(let size) = FileBytes.size(of: bytes), CIFARFormat.of(fileNamed: name, size: size) != nil {
      return (.cifar, nil)
    }
    if !start.contains(0) || ListText.detect(start).encoding != .utf8, ListLocation.isList(path, root: labels.root) {
      return (.manifest, nil)
    }
    // Reading it reports what to do.
    if ListFormat.isJSONArray(start) { return (.manifest, nil) }
    if let other = OtherDataFormat(start: start, fileName: name) { throw other.error(at: path, start: start) }
    return try archive(at: path)
  }

  /// The layout of an archive, which stays open; nil if the file is not an archive.
  ///
  /// - Throws: `DataError` when it holds data of a format that siam doesn't read.
  private static func archive(
    at path: String
  ) throws(DataError) -> (layout: DataLayout, archive: ArchiveReader?)? {
    do throws(DataError) {
      let reader = try ArchiveReader(path: path)
      return (try detect(reader, at: path), reader)
    } catch {
      if case .otherFormat = error { throw error }
      // Reading it reports the error.
      return nil
    }
  }
}
