/// A source of image files: a folder, an archive, binary files or a manifest.
///
/// A source is read once, in its own order; the reader sorts.
protocol ImageSource {
  /// Returns the next file, or nil at the end.
  ///
  /// - Throws: `DataError` when the source can't be used.
  mutating func next() throws(DataError) -> SourceFile?
  /// The share of the source that has been read, 0…1, or nil if unknown.
  var share: Double? { get }
  /// How the source names the classes, in a few words; nil if its folders name them.
  var naming: String? { get }
  /// How the images are read where that isn't obvious, a line each; complete at the end of the source.
  var notes: [String] { get }
  /// The number of files so far whose names were decoded in an encoding that is only probable.
  var guessedNames: Int { get }
}

extension ImageSource {
  var naming: String? { nil }
  var share: Double? { nil }
  var notes: [String] { [] }
  var guessedNames: Int { 0 }
}

/// A file of a source.
struct SourceFile {
  /// The folders above the file and its name, as bytes: names need not be UTF-8.
  var path: [[UInt8]]
  var contents: Contents
  /// The label that the source gives, or nil if the folders name the class.
  var label: SourceLabel?

  enum Contents {
    /// An encoded file, already read.
    case bytes([UInt8])
    /// A file that is read from this path when it is decoded.
    case onDisk([UInt8])
    /// A decoded image, from a source of raw pixels.
    case pixels(DecodedImage)
    /// A file that can't be used, with the reason.
    case unusable(String)
  }

  /// The maximum size of a file, in bytes.
  static let maxBytes = 256 << 20
  /// The reason why a larger file can't be used.
  static let tooLarge = "larger than \(maxBytes >> 20) MiB"

  /// The reason why the file's name rules out an image that siam reads, or nil: its contents decide.
  ///
  /// Only a camera's raw file is known by its name. Most begin as a TIFF file of a small preview.
  var reasonToSkip: String? {
    guard let name = path.last, let dot = name.lastIndex(of: 0x2E), ImageFormat(fileName: name) == .cameraRaw else {
      return nil
    }
    let ending = String(decoding: name[(dot + 1)...], as: UTF8.self)
    return "a \(ImageFormat.cameraRaw.name) file; \(ImageConversion.remedy(ofExtension: ending))"
  }

  /// The path, joined by slashes.
  var joinedPath: [UInt8] { Array(path.joined(separator: [0x2F])) }
}

/// The label of an image, given by a source that isn't made of folders.
struct SourceLabel: Hashable {
  /// The name of the class.
  var className: [UInt8]
  var group: [UInt8]?
  var split: Split?
  /// Whether it comes from the file's name, so that the images of a class are sorted by their paths.
  var isFromName = false
}

/// Whether a file is hidden or an archiver's own, and so not part of the data.
func isHidden(_ name: [UInt8]) -> Bool {
  name.isEmpty || name[0] == 0x2E || name.elementsEqual("__MACOSX".utf8)
}
