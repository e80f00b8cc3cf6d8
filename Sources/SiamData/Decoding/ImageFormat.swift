/// The formats of image files, recognised by their first bytes or by name.
enum ImageFormat: CaseIterable {
  // The formats that siam reads.
  case png
  case jpeg
  case webP
  case gif
  case bmp
  case tiff
  case pnm
  case heic
  case avif

  // Formats that are recognised in order to say how to convert them.
  case jpegXL
  case jpeg2000
  case svg
  case photoshop
  case icon
  case openEXR
  case radiance
  case targa
  case pam
  case cameraRaw

  /// The reason for a file that is not an image.
  static let noImage = "not an image"

  /// The formats that siam reads, in words.
  static let readNames = "PNG, JPEG, WebP, GIF, BMP, TIFF, PNM, HEIC or AVIF"

  /// The name of the format.
  var name: String {
    switch self {
    case .png: "PNG"
    case .jpeg: "JPEG"
    case .webP: "WebP"
    case .gif: "GIF"
    case .bmp: "BMP"
    case .tiff: "TIFF"
    case .pnm: "PNM"
    case .heic: "HEIC"
    case .avif: "AVIF"
    case .jpegXL: "JPEG XL"
    case .jpeg2000: "JPEG 2000"
    case .svg: "SVG"
    case .photoshop: "Photoshop"
    case .icon: "icon"
    case .openEXR: "OpenEXR"
    case .radiance: "Radiance"
    case .targa: "Targa"
    case .pam: "PAM"
    case .cameraRaw: "camera raw"
    }
  }

  /// The extensions of the format's files, in lower case; the first is the most common one.
  var extensions: [String] {
    switch self {
    case .png: ["png", "apng"]
    case .jpeg: ["jpg", "jpeg", "jpe", "jfif", "jif"]
    case .webP: ["webp"]
    case .gif: ["gif"]
    case .bmp: ["bmp", "dib"]
    case .tiff: ["tif", "tiff"]
    case .pnm: ["ppm", "pgm", "pbm", "pnm"]
    case .heic: ["heic", "heif", "hif"]
    case .avif: ["avif"]
    case .jpegXL: ["jxl"]
    case .jpeg2000: ["jp2", "j2k", "jpf", "jpx", "j2c"]
    case .svg: ["svg", "svgz"]
    case .photoshop: ["psd", "psb"]
    case .icon: ["ico", "cur"]
    case .openEXR: ["exr"]
    case .radiance: ["hdr"]
    case .targa: ["tga"]
    case .pam: ["pam", "pfm"]
    case .cameraRaw: ["dng", "nef", "nrw", "cr2", "cr3", "arw", "orf", "raf", "rw2", "pef", "srw"]
    }
  }

  /// The format that a file's extension stands for, or nil if it isn't an image's.
  ///
  /// The extension ends before a sign that web services append: `jpg_large`, `jpg!d`, `jpeg?w=200`.
  init?(fileName: [UInt8]) {
    guard let ending = fileExtension(of: fileName), let format = Self.byExtension[ending] else { return nil }
    self = format
  }

  private static let byExtension = Dictionary(
    uniqueKeysWithValues: allCases.flatMap { format in format.extensions.map { ($0, format) } })
}

/// The letters and digits after the last dot of a file's name, in lower case, or nil if there are none.
func fileExtension(of fileName: [UInt8]) -> String? {
  guard let dot = fileName.lastIndex(of: 0x2E) else { return nil }
  let ending = fileName[(dot + 1)...].prefix { 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 | 0x20 }
  return ending.isEmpty ? nil : String(decoding: ending, as: UTF8.self).lowercased()
}
