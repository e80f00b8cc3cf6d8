extension DataLayout {
  /// How what is at a path is laid out: as is insisted on, where it can be, or else as it looks.
  static func of(_ path: String, insisting layout: DataLayout?) throws(DataError) -> DataLayout {
    guard let layout else { return try seen(at: path) }
    return try layout.insisted(at: path)
  }

  /// The layout of what is at a path: of a file by how it begins, and by its name where that doesn't tell; of a folder
  /// by the names in it.
  ///
  /// - Throws: `DataError` when there is nothing, or nothing siam reads images from.
  static func seen(at path: String) throws(DataError) -> DataLayout {
    let bytes = Array(path.utf8)
    switch try kind(at: path) {
    case .other: throw .notImages(path: path)
    case .folder:
      guard case .success(let names) = FileBytes.names(in: bytes) else { return .folder }
      if IDXPair.isAny(among: names) { return .idx }
      return CIFARFormat.of(filesNamed: names) == nil ? .folder : .cifar
    case .file:
      if let layout = try contents(ofFile: path) ?? name(ofFile: bytes) { return layout }
      throw .notImages(path: path)
    }
  }

  /// This layout, where what is at a path can be laid out so: a folder can't be an archive, nor a file a folder.
  private func insisted(at path: String) throws(DataError) -> DataLayout {
    func refuse(_ reason: String) -> DataError { .wrongLayout(path: path, layout: self, reason: reason) }
    switch (self, try Self.kind(at: path)) {
    case (_, .other): throw refuse("it is neither a folder nor a file")
    case (.folder, .file): throw refuse("it is a file")
    case (.archive, .folder), (.manifest, .folder): throw refuse("it is a folder")
    case (.archive, .file):
      let isNamedSo = Self.name(ofFile: Array(path.utf8)) == .archive
      let seen = try Self.contents(ofFile: path)
      guard isNamedSo || seen == .archive || seen == .cifar else {
        throw refuse("it begins as neither a zip nor a tar")
      }
    default: break
    }
    return self
  }

  private static func kind(at path: String) throws(DataError) -> FileBytes.Kind {
    switch FileBytes.kind(of: Array(path.utf8)) {
    case .success(let kind): return kind
    case .failure(let error):
      if error.isAbsent { throw .notFound(path: path) }
      throw .unreadable(path: path, reason: error.reason)
    }
  }

  /// What a file's name says it holds.
  static func name(ofFile path: [UInt8]) -> DataLayout? {
    let name = Array(path[(path.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0)...])
    if IDXPair.Name(name) != nil { return .idx }
    if CIFARFormat.isOfImages(name) { return .cifar }
    let text = String(decoding: name, as: UTF8.self).lowercased()
    if text.hasSuffix(".csv") { return .manifest }
    let archives = [
      ".zip", ".tar", ".tgz", ".tar.gz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz", ".tzst", ".tar.zst",
    ]
    return archives.contains(where: text.hasSuffix) ? .archive : nil
  }

  /// What a file begins as.
  private static func contents(ofFile path: String) throws(DataError) -> DataLayout? {
    let bytes = Array(path.utf8)
    switch FileBytes.contents(of: bytes, limit: 4) {
    case .failure(let error): throw .unreadable(path: path, reason: error.reason)
    case .success(let start): if ArchiveReader.beginsAsZip(start) { return archive(at: path) ?? .archive }
    }
    guard let start = try? ByteStream(path: bytes).read(4_096) else { return nil }
    if IDXHeader.begins(start) { return .idx }
    let name = Array(bytes[(bytes.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0)...])
    if case .success(let size) = FileBytes.size(of: bytes), CIFARFormat.of(fileNamed: name, size: size) != nil {
      return .cifar
    }
    if beginsAsManifest(start) { return .manifest }
    return archive(at: path)
  }

  /// Whether the first line names a manifest's columns; a byte order mark and quotes don't hide them.
  private static func beginsAsManifest(_ start: [UInt8]) -> Bool {
    guard !start.contains(0) else { return false }
    let line = start.prefix { $0 != 0x0A && $0 != 0x0D }.filter { $0 != 0x22 && $0 < 0x80 }
    guard case .success = ManifestColumns.found(in: line.split(separator: 0x2C).map(Array.init)) else { return false }
    return true
  }

  /// The layout of an archive, or nil where the file is none.
  private static func archive(at path: String) -> DataLayout? {
    do throws(DataError) {
      return try CIFARArchive.isOne(try ArchiveReader(path: path)) ? .cifar : .archive
    } catch {
      return nil
    }
  }
}
