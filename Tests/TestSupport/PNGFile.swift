/// Encodes uncompressed PNG files of any colour type and depth.
package struct PNGFile {
  var width: Int
  var height: Int
  var depth: Int
  var color: Color
  var interlaced: Bool
  var palette: [[UInt8]]
  /// The alpha of the palette's first colours.
  var transparency: [UInt8]
  /// The pixels, `height × width`, with one sample per channel.
  var pixels: [[Int]]

  package enum Color: UInt8 {
    case grey = 0
    case rgb = 2
    case palette = 3
    case greyAlpha = 4
    case rgba = 6
  }

  /// Creates an image of `height × width` pixels with one sample per channel.
  package init(
    width: Int, height: Int, depth: Int = 8, color: Color = .grey, interlaced: Bool = false,
    palette: [[UInt8]] = [], transparency: [UInt8] = [], pixels: [[Int]]
  ) {
    self.width = width
    self.height = height
    self.depth = depth
    self.color = color
    self.interlaced = interlaced
    self.palette = palette
    self.transparency = transparency
    self.pixels = pixels
  }

  /// The bytes of the file.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let header =
      bigEndian(width) + bigEndian(height) + [UInt8(depth), color.rawValue, 0, 0, interlaced ? 1 : 0]
    bytes += chunk("IHDR", header)
    if !palette.isEmpty { bytes += chunk("PLTE", palette.flatMap { $0 }) }
    if !transparency.isEmpty { bytes += chunk("tRNS", transparency) }
    bytes += chunk("IDAT", stored(scanlines))
    return bytes + chunk("IEND", [])
  }

  private var scanlines: [UInt8] {
    guard interlaced else { return lines(columns: Array(0..<width), rows: Array(0..<height)) }
    let passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    return passes.flatMap { x, y, stepX, stepY in
      lines(
        columns: Array(stride(from: x, to: width, by: stepX)), rows: Array(stride(from: y, to: height, by: stepY)))
    }
  }

  private func lines(columns: [Int], rows: [Int]) -> [UInt8] {
    columns.isEmpty ? [] : rows.flatMap { row in [0] + packed(columns.flatMap { pixels[row * width + $0] }) }
  }

  /// Packs samples of `depth` bits into bytes, the first one in the highest bits.
  private func packed(_ samples: [Int]) -> [UInt8] {
    if depth == 16 { return samples.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] } }
    if depth == 8 { return samples.map { UInt8($0) } }
    let each = 8 / depth
    return stride(from: 0, to: samples.count, by: each).map { start in
      var byte = 0
      for offset in 0..<each {
        let sample = start + offset < samples.count ? samples[start + offset] : 0
        byte |= sample << (8 - depth * (offset + 1))
      }
      return UInt8(byte)
    }
  }

  /// Encodes an 8-bit RGB image.
  package static func rgb(_ width: Int, _ height: Int, _ value: (Int, Int) -> [Int]) -> [UInt8] {
    let pixels = (0..<height).flatMap { y in (0..<width).map { x in value(x, y) } }
    return PNGFile(width: width, height: height, color: .rgb, pixels: pixels).bytes
  }

  /// Encodes an 8-bit grey image.
  package static func grey(_ width: Int, _ height: Int, _ value: (Int, Int) -> Int) -> [UInt8] {
    let pixels = (0..<height).flatMap { y in (0..<width).map { x in [value(x, y)] } }
    return PNGFile(width: width, height: height, pixels: pixels).bytes
  }
}

/// Returns a zlib stream of stored blocks.
private func stored(_ data: [UInt8]) -> [UInt8] {
  var bytes: [UInt8] = [0x78, 0x01]
  var start = 0
  repeat {
    let count = min(65_535, data.count - start)
    let isLast: UInt8 = start + count == data.count ? 1 : 0
    bytes += [isLast, UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8((~count >> 8) & 255)]
    bytes += data[start..<start + count]
    start += count
  } while start < data.count
  var low = 1
  var high = 0
  for byte in data {
    low = (low + Int(byte)) % 65_521
    high = (high + low) % 65_521
  }
  return bytes + bigEndian(high << 16 | low)
}

/// Returns a chunk of a PNG file.
package func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
  let body = Array(name.utf8) + data
  return bigEndian(data.count) + body + bigEndian(Int(crc32(body)))
}

private func bigEndian(_ value: Int) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8((value >> $0) & 255) }
}

private let crcTable: [UInt32] = (0..<256).map { index in
  (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
}

/// Returns the CRC-32 checksum of PNG and zip.
package func crc32(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(~UInt32(0)) { crcTable[Int(($0 ^ UInt32($1)) & 255)] ^ $0 >> 8 }
}
