/// The files in a zip or a tar, read without unpacking to disk; their folders are used as on disk.
///
/// Entries that are not files, or whose path leads out of the archive, are skipped and reported.
struct ArchiveSource: ImageSource {
  private let reader: ArchiveReader
  private var names: EntryNames

  /// Reads the files of an open archive, including entries that were peeked at, with names in an encoding.
  init(_ reader: ArchiveReader, names encoding: NameEncoding? = nil) {
    self.reader = reader
    names = EntryNames(of: reader, in: encoding)
  }

  var share: Double? { reader.share }
  var guessedNames: Int { names.guessedCount }

  mutating func next() throws(DataError) -> SourceFile? {
    while let step = try reader.next() {
      switch step {
      case .damaged(let reason): return SourceFile(path: [Self.noName], contents: .unusable(reason))
      case .entry(let entry):
        if let file = try file(of: entry) { return file }
      }
    }
    return nil
  }

  /// The name shown for a file without a name.
  private static let noName = Array("(no name)".utf8)

  /// The file of an entry, or nil if it is not part of the data.
  private mutating func file(of entry: ArchiveReader.Entry) throws(DataError) -> SourceFile? {
    guard entry.kind != .folder else { return nil }
    guard let name = entry.name.map({ names.decoded($0) }), !name.isEmpty else {
      return SourceFile(path: [Self.noName], contents: .unusable("invalid name"))
    }
    let parts = name.split(separator: 0x2F).map(Array.init).filter { $0 != [0x2E] }
    guard name[0] != 0x2F, !parts.contains([0x2E, 0x2E]) else {
      return SourceFile(path: [name], contents: .unusable("path leads out of the archive"))
    }
    if parts.isEmpty || parts.contains(where: isHidden) { return nil }
    var file = SourceFile(path: parts, contents: .bytes([]))
    if let reason = reason(toSkip: entry) ?? file.reasonToSkip {
      file.contents = .unusable(reason)
    } else {
      file.contents = try contents(
        claimedSize: entry.size, isNamedAsImage: ImageFormat(fileName: parts.last ?? []) != nil)
    }
    return file
  }

  private func reason(toSkip entry: ArchiveReader.Entry) -> String? {
    switch entry.kind {
    case .link: "a link"
    case .other: "not a file"
    case .file, .folder:
      entry.isEncrypted
        ? "encrypted" : entry.size ?? 0 > SourceFile.maxBytes ? SourceFile.tooLarge : nil
    }
  }

  private func contents(claimedSize: Int?, isNamedAsImage: Bool) throws(DataError) -> SourceFile.Contents {
    // The claimed size is only a hint: it may be wrong, or malicious.
    var chunk = min(max((claimedSize ?? 0) + 1, 512), 1 << 20)
    var bytes: [UInt8] = []
    while true {
      switch try reader.read(chunk) {
      // Detection peeks beyond files whose names say that they are not images.
      case .damaged(ArchiveReader.skipped): return .unusable(ImageFormat.noImage)
      case .damaged(let reason): return .unusable(reason)
      case .bytes(let part):
        if part.isEmpty { return .bytes(bytes) }
        // The rest of a file that is not an image by name and contents is not unpacked.
        if bytes.isEmpty, !isNamedAsImage, ImageFormat(of: part) == nil {
          return .unusable(ImageFormat.reasonNotAnImage(part))
        }
        bytes += part
        chunk = 1 << 20
      }
      if bytes.count > SourceFile.maxBytes { return .unusable(SourceFile.tooLarge) }
    }
  }
}
