import SiamCore

/// Decodes image files of every format that siam reads, recognised by their first bytes, not by their names.
enum ImageDecoder {
  /// The maximum number of pixels of an image.
  static let maxPixels = 64 << 20

  /// Decodes a file to grey or to red, green and blue, and turns it upright as its EXIF says.
  ///
  /// - Parameters:
  ///   - file: the whole file.
  ///   - channels: the channels of the result: a grey file fills all alike, and a colour file is converted to BT.601
  ///     luma.
  /// - Returns: the image, upright.
  /// - Throws: `ImageError` when the file is not a complete image in a format that siam reads.
  static func decode(_ file: [UInt8], channels: Channels) throws(ImageError) -> DecodedImage {
    try decode(file, channels: channels, includingColours: false).image
  }

  /// Decodes a file to the requested channels, and with `includingColours` also to its own colours.
  static func decode(
    _ file: [UInt8], channels: Channels, includingColours: Bool
  ) throws(ImageError) -> DecodedFile {
    var decoded: DecodedFile
    let exif: ArraySlice<UInt8>?
    switch ImageFormat(of: file) {
    case .png:
      decoded = try PNGDecoder.decode(file, channels: channels, includingColours: includingColours)
      exif = EXIFBlock.inPNG(file)
    case .jpeg:
      decoded = try JPEGDecoder.decode(file, channels: channels, includingColours: includingColours)
      exif = EXIFBlock.inJPEG(file)
    case let other:
      throw ImageError(reason: file.isEmpty ? "empty" : other?.reasonNotToRead ?? ImageFormat.noImage)
    }
    guard let exif else { return decoded }
    let orientation = Orientation(exif: exif)
    decoded.image = decoded.image.turned(orientation)
    decoded.colours = decoded.colours?.turned(orientation)
    return decoded
  }

  /// Rejects empty images and images with more pixels than `maxPixels`.
  static func check(width: Int, height: Int) throws(ImageError) {
    guard width > 0, height > 0, width <= maxPixels / height else {
      throw ImageError(reason: "\(width)×\(height) pixels; the maximum is \(maxPixels)")
    }
  }
}
