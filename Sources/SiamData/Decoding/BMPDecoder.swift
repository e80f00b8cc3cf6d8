import SiamCore

/// Decodes a BMP file: 1 to 32 bits a pixel, with a palette, run-length encoded or with masks of bits.
///
/// The fourth byte of a 32-bit pixel is alpha only if the header has a mask for it, as in Pillow.
enum BMPDecoder {
  static func decode(
    _ file: [UInt8], channels: Channels, includingColours: Bool
  ) throws(ImageError) -> DecodedFile {
    let header = try BMPHeader(file)
    let reservation = try ImageDecoder.reserve(width: header.width, height: header.height)
    let decodedSamples: DecodedSamples
    if let palette = header.palette {
      let isPacked = header.compression == .runs8 || header.compression == .runs4
      let indices = isPacked ? try unpack(header, file) : try indices(header, file)
      decodedSamples = samples(indices, palette: palette)
    } else {
      decodedSamples = try colours(header, file)
    }
    var decoded = DecodedFile(
      decodedSamples, width: header.width, height: header.height, channels: channels,
      includingColours: includingColours)
    decoded.reservation = reservation
    return decoded
  }

  /// Lends the rows from the top, each `stride` bytes.
  private static func rows<Value>(
    _ header: BMPHeader, _ file: [UInt8], _ body: (_ row: Int, ArraySlice<UInt8>) -> Value
  ) throws(ImageError) {
    let stride = (header.width * header.bits + 31) / 32 * 4
    var cursor = ImageCursor(file, at: header.pixels, format: .bmp)
    // The last row may lack its padding.
    let used = (header.width * header.bits + 7) / 8
    guard cursor.rest >= stride * (header.height - 1) + used else { throw cursor.damaged("it ends early") }
    for row in 0..<header.height {
      _ = body(header.isTopDown ? row : header.height - 1 - row, try cursor.slice(used))
      cursor.offset += stride - used
    }
  }

  /// Decodes `height × width` indices of a palette.
  private static func indices(_ header: BMPHeader, _ file: [UInt8]) throws(ImageError) -> [UInt8] {
    var indices = [UInt8](repeating: 0, count: header.width * header.height)
    let (bits, width) = (header.bits, header.width)
    let mask = UInt8(truncatingIfNeeded: 1 << bits - 1)
    try rows(header, file) { row, bytes in
      for column in 0..<width {
        let bit = column * bits
        let byte = bytes[bytes.startIndex + bit / 8]
        indices[row * width + column] = byte >> UInt8(8 - bits - bit % 8) & mask
      }
    }
    return indices
  }

  /// Decodes pixels of 16, 24 or 32 bits by their masks.
  private static func colours(_ header: BMPHeader, _ file: [UInt8]) throws(ImageError) -> DecodedSamples {
    let fields = header.masks.map(Field.init)
    let channels = header.masks[3] != 0 ? 4 : 3
    let (width, step) = (header.width, header.bits / 8)
    var samples = [UInt8](repeating: 0, count: width * header.height * channels)
    let isPlain = step >= 3 && channels == 3 && header.masks == [0xFF0000, 0xFF00, 0xFF, 0]
    try rows(header, file) { row, bytes in
      var target = row * width * channels
      for column in 0..<width {
        let start = bytes.startIndex + column * step
        if isPlain {
          for channel in 0..<3 { samples[target + channel] = bytes[start + 2 - channel] }
        } else {
          var pixel = 0
          for byte in (0..<step).reversed() { pixel = pixel << 8 | Int(bytes[start + byte]) }
          for channel in 0..<channels { samples[target + channel] = fields[channel].value(pixel) }
        }
        target += channels
      }
    }
    return channels == 4 ? .rgba(samples) : .rgb(samples)
  }

  /// Some bits of a pixel.
  private struct Field {
    private let mask: Int
    private let shift: Int
    private let max: Int

    init(_ mask: Int) {
      self.mask = mask
      shift = mask == 0 ? 0 : mask.trailingZeroBitCount
      max = mask >> shift
    }

    /// The value of the bits, 0…255, rounded down as Pillow does.
    func value(_ pixel: Int) -> UInt8 {
      max == 0 ? 0 : UInt8(truncatingIfNeeded: ((pixel & mask) >> shift) * 255 / max)
    }
  }
}
