/// Where picture files come from: a folder, an archive, and later other layouts.
///
/// A source is read once, in its own order; whoever reads it sorts.
protocol PictureSource {
  /// The next file, or nil when there are no more.
  ///
  /// - Throws: `DataError` when nothing of the source can be used.
  mutating func next() throws(DataError) -> SourceFile?
}

/// A file of a source.
struct SourceFile {
  /// The folders above it and its name, as bytes: names need not be UTF-8.
  var path: [[UInt8]]
  var contents: Contents

  enum Contents {
    /// Read already.
    case bytes([UInt8])
    /// To be read from this path when it is decoded.
    case onDisk([UInt8])
    /// Can't be used, and why.
    case unusable(String)
  }

  /// Files with more bytes are not read.
  static let mostBytes = 256 << 20

  /// Why its name says that it is no picture siam reads, or nil.
  var reasonToSkip: String? {
    let name = (path.last ?? []).map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    func ends(with suffix: String) -> Bool { name.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) }
    if ends(with: ".png") { return nil }
    return ends(with: ".jpg") || ends(with: ".jpeg") ? "a JPEG; make it a PNG" : "not a PNG picture"
  }

  /// The path, its parts joined by slashes.
  var joinedPath: [UInt8] { Array(path.joined(separator: [0x2F])) }
}

/// The source for what is at a path.
func pictureSource(at path: String) throws(DataError) -> any PictureSource {
  let bytes = Array(path.utf8)
  switch FileBytes.kind(of: bytes) {
  case .failure(let error):
    if error.isAbsent { throw .notFound(path: path) }
    throw .unreadable(path: path, reason: error.reason)
  case .success(.folder):
    return try FolderSource(path: path)
  case .success(.file):
    return try ZipSource(path: path)
  case .success(.other):
    throw .notImages(path: path)
  }
}

/// Whether a name is hidden or an archiver's own, and so no part of the data.
func isHidden(_ name: [UInt8]) -> Bool {
  name.isEmpty || name[0] == 0x2E || name.elementsEqual("__MACOSX".utf8)
}
