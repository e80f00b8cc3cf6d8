/// The header of a BMP file: a bitmap of Windows or OS/2.
struct BMPHeader {
  var width: Int
  var height: Int
  /// Whether the top row comes first.
  var isTopDown: Bool
  /// The number of bits of a pixel.
  var bits: Int
  var compression: Compression
  /// The bits of red, green, blue and alpha in a pixel without a palette; 0 where there are none.
  var masks: [Int]
  /// The colours of the palette, 256 × 3 values; nil without one.
  var palette: [UInt8]?
  /// Where the pixels begin.
  var pixels: Int

  enum Compression: Int { case none, runs8, runs4, masks, jpeg, png, masksWithAlpha }

  /// The sizes of the known kinds of header, in bytes.
  static let sizes = [12, 40, 52, 56, 64, 108, 124]

  /// Reads the header of a file.
  init(_ file: [UInt8]) throws(ImageError) {
    var cursor = ImageCursor(file, at: 10, format: .bmp)
    var pixels = try cursor.number(bytes: 4)
    let size = try cursor.number(bytes: 4)
    guard Self.sizes.contains(size) else { throw cursor.damaged("unknown header") }
    let number = size == 12 ? 2 : 4
    width = try cursor.number(bytes: number)
    var signedHeight = try cursor.number(bytes: number)
    if size > 12 { signedHeight = Int(Int32(truncatingIfNeeded: signedHeight)) }
    (isTopDown, height) = (signedHeight < 0, abs(signedHeight))
    _ = try cursor.number(bytes: 2)
    bits = try cursor.number(bytes: 2)
    let code = size == 12 ? 0 : try cursor.number(bytes: 4)
    guard let compression = Compression(rawValue: code), compression != .jpeg, compression != .png else {
      throw ImageError(reason: "a BMP file with an unknown compression (\(code)); \(ImageFormat.bmp.conversion)")
    }
    guard [1, 2, 4, 8, 16, 24, 32].contains(bits) else { throw cursor.damaged("\(bits) bits a pixel") }
    self.compression = compression
    var colours = 0
    if size > 12 {
      _ = try cursor.slice(12)
      colours = try cursor.number(bytes: 4)
    }
    masks = try Self.masks(bits, compression, headerSize: size, file)
    cursor.offset = 14 + size
    if size == 40 {
      if compression == .masks { cursor.offset += 12 }
      if compression == .masksWithAlpha { cursor.offset += 16 }
    }
    palette = nil
    if bits <= 8 {
      if colours == 0 { colours = 1 << bits }
      let entry = size == 12 ? 3 : 4
      palette = Self.palette(cursor, min(colours, 256), entry: entry)
      // Some writers don't count the palette.
      if pixels == 14 + size { pixels += colours * entry }
      cursor.offset += colours * entry
    }
    self.pixels = pixels > 0 ? pixels : cursor.offset
  }

  /// The masks of red, green, blue and alpha. An alpha channel is one only where the header says so.
  private static func masks(
    _ bits: Int, _ compression: Compression, headerSize: Int, _ file: [UInt8]
  ) throws(ImageError) -> [Int] {
    guard compression == .masks || compression == .masksWithAlpha else {
      return bits == 16 ? [0x7C00, 0x3E0, 0x1F, 0] : [0xFF0000, 0xFF00, 0xFF, 0]
    }
    var cursor = ImageCursor(file, at: 54, format: .bmp)
    var masks: [Int] = []
    for _ in 0..<3 { masks.append(try cursor.number(bytes: 4)) }
    let hasAlpha = [56, 108, 124].contains(headerSize) || compression == .masksWithAlpha
    masks.append(hasAlpha ? try cursor.number(bytes: 4) : 0)
    return masks == [0, 0, 0, 0] ? [0xFF0000, 0xFF00, 0xFF, bits == 32 ? 0xFF00_0000 : 0] : masks
  }

  /// Reads a palette of blue, green and red; what the file lacks is grey.
  private static func palette(_ cursor: ImageCursor, _ count: Int, entry: Int) -> [UInt8] {
    var (cursor, palette) = (cursor, greyPalette)
    for index in 0..<count {
      guard let colour = try? cursor.slice(entry) else { break }
      palette.replaceSubrange(index * 3..<index * 3 + 3, with: colour.prefix(3).reversed())
    }
    return palette
  }
}
