/// The formats of image files, recognised by name or by their first bytes.
enum ImageFormat: CaseIterable {
  case png
  case jpeg
  case gif
  case webP
  case bmp
  case tiff
  case heic
  case avif

  /// The message for a file of an unknown format.
  static let noImage = "not a PNG or JPEG image"

  /// The name of the format.
  var name: String {
    switch self {
    case .png: "PNG"
    case .jpeg: "JPEG"
    case .gif: "GIF"
    case .webP: "WebP"
    case .bmp: "BMP"
    case .tiff: "TIFF"
    case .heic: "HEIC"
    case .avif: "AVIF"
    }
  }

  /// Why siam doesn't read the format, and what to do; nil for PNG and JPEG.
  var reasonNotToRead: String? {
    switch self {
    case .png, .jpeg: nil
    case .avif: "an \(name) file; convert it to PNG or JPEG"
    default: "a \(name) file; convert it to PNG or JPEG"
    }
  }

  /// The format that a file's extension stands for, or nil if it isn't an image's.
  init?(fileName: [UInt8]) {
    guard let dot = fileName.lastIndex(of: 0x2E) else { return nil }
    switch String(decoding: fileName[(dot + 1)...], as: UTF8.self).lowercased() {
    case "png": self = .png
    case "jpg", "jpeg", "jpe", "jfif": self = .jpeg
    case "gif": self = .gif
    case "webp": self = .webP
    case "bmp", "dib": self = .bmp
    case "tif", "tiff": self = .tiff
    case "heic", "heif": self = .heic
    case "avif": self = .avif
    default: return nil
    }
  }

  /// The format of a file with these first bytes, or nil if it is unknown.
  init?(of file: [UInt8]) {
    func has(_ text: String, at offset: Int) -> Bool { file.dropFirst(offset).starts(with: text.utf8) }
    if file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if file.starts(with: [0xFF, 0xD8]) {
      self = .jpeg
    } else if has("GIF8", at: 0) {
      self = .gif
    } else if has("RIFF", at: 0), has("WEBP", at: 8) {
      self = .webP
    } else if has("BM", at: 0), has("\0\0\0\0", at: 6) {
      self = .bmp
    } else if has("II*\0", at: 0) || has("MM\0*", at: 0) {
      self = .tiff
    } else if has("ftypavi", at: 4) {
      self = .avif
    } else if ["ftyphe", "ftypmif1", "ftypmsf1"].contains(where: { has($0, at: 4) }) {
      self = .heic
    } else {
      return nil
    }
  }
}
