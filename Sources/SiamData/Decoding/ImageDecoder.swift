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
    guard let format = ImageFormat(of: file) else { throw ImageError(reason: ImageFormat.reasonNotAnImage(file)) }
    if let reason = format.reasonNotToRead { throw ImageError(reason: reason) }
    var decoded = try decode(file, as: format, channels, includingColours: includingColours)
    if let exif = exif(of: file, format) { decoded.orientation = Orientation(exif: exif) }
    decoded.turnUpright()
    return decoded
  }

  private static func decode(
    _ file: [UInt8], as format: ImageFormat, _ channels: Channels, includingColours: Bool
  ) throws(ImageError) -> DecodedFile {
    switch format {
    case .png: try PNGDecoder.decode(file, channels: channels, includingColours: includingColours)
    case .jpeg: try JPEGDecoder.decode(file, channels: channels, includingColours: includingColours)
    case .webP: try WebPDecoder.decode(file, channels: channels, includingColours: includingColours)
    case .tiff: try TIFFDecoder.decode(file, channels: channels, includingColours: includingColours)
    case .heic, .avif:
      try HEIFDecoder.decode(file, format: format, channels: channels, includingColours: includingColours)
    case .gif: try GIFDecoder.decode(file, channels: channels, includingColours: includingColours)
    case .bmp: try BMPDecoder.decode(file, channels: channels, includingColours: includingColours)
    case .pnm: try PNMDecoder.decode(file, channels: channels, includingColours: includingColours)
    default: throw ImageError(reason: format.reasonNotToRead ?? ImageFormat.noImage)
    }
  }

  /// The EXIF block of a file; nil for formats without one, and for those whose decoder handles it.
  private static func exif(of file: [UInt8], _ format: ImageFormat) -> ArraySlice<UInt8>? {
    switch format {
    case .png: EXIFBlock.inPNG(file)
    case .jpeg: EXIFBlock.inJPEG(file)
    case .webP: EXIFBlock.inWebP(file)
    default: nil
    }
  }

  /// Rejects empty images and images with more pixels than `maxPixels`, and reserves the memory to decode others.
  ///
  /// - Returns: the reservation, or nil for an image so small that none is needed.
  static func reserve(width: Int, height: Int) throws(ImageError) -> MemoryReservation? {
    guard width > 0, height > 0, width <= maxPixels / height else {
      throw ImageError(reason: "\(width)×\(height) pixels; make it smaller: the maximum is \(maxPixels)")
    }
    // Samples, their conversion, an image turned upright, and what the library needs.
    return width * height > 1 << 20 ? DecodingMemory.pixels.reserve(width * height * 12) : nil
  }
}
