/// Where picture files come from: a folder, an archive, a set of binaries, a list.
///
/// A source is read once, in its own order; whoever reads it sorts.
protocol PictureSource {
  /// The next file, or nil when there are no more.
  ///
  /// - Throws: `DataError` when nothing of the source can be used.
  mutating func next() throws(DataError) -> SourceFile?
  /// How much of it has been read, 0…1; nil where it can't be told.
  var share: Double? { get }
}

extension PictureSource {
  var share: Double? { nil }
}

/// A file of a source.
struct SourceFile {
  /// The folders above it and its name, as bytes: names need not be UTF-8.
  var path: [[UInt8]]
  var contents: Contents
  /// What its source says it shows; where nil, its folders do.
  var label: SourceLabel?

  enum Contents {
    /// Read already.
    case bytes([UInt8])
    /// To be read from this path when it is decoded.
    case onDisk([UInt8])
    /// Not encoded: `height × width` pixels of the source's own.
    case pixels(DecodedPicture)
    /// Can't be used, and why.
    case unusable(String)
  }

  /// Files with more bytes are not read.
  static let mostBytes = 256 << 20

  /// Why its name says that it is no picture siam reads, or nil.
  var reasonToSkip: String? {
    guard let format = PictureFormat(fileName: path.last ?? []) else { return PictureFormat.noPicture }
    return format.reasonNotToRead
  }

  /// The path, its parts joined by slashes.
  var joinedPath: [UInt8] { Array(path.joined(separator: [0x2F])) }
}

/// What a picture shows, as a source that isn't made of folders says.
struct SourceLabel: Hashable {
  /// Its class's name.
  var className: [UInt8]
  var group: [UInt8]?
  var side: Side?
}

/// The source for what is at a path, laid out as it looks or as is insisted on.
///
/// - Throws: `DataError` when nothing is there, or it is not laid out so.
func pictureSource(at path: String, layout: DataLayout? = nil) throws(DataError) -> any PictureSource {
  switch try DataLayout.of(path, insisting: layout) {
  case .folder: return try FolderSource(path: path)
  case .archive: return try ArchiveSource(path: path)
  case .idx: return try IDXSource(path: path)
  case .cifar: return try CIFARSource(path: path)
  case .manifest: return try ManifestSource(path: path)
  }
}

/// Whether a name is hidden or an archiver's own, and so no part of the data.
func isHidden(_ name: [UInt8]) -> Bool {
  name.isEmpty || name[0] == 0x2E || name.elementsEqual("__MACOSX".utf8)
}
