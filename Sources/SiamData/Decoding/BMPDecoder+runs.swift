extension BMPDecoder {
  /// Decodes runs to `height × width` indices of a palette; pixels that no run reaches have index 0.
  static func unpack(_ header: BMPHeader, _ file: [UInt8]) throws(ImageError) -> [UInt8] {
    var cursor = ImageCursor(file, at: header.pixels, format: .bmp)
    let (width, height) = (header.width, header.height)
    let isHalves = header.compression == .runs4
    var indices = [UInt8](repeating: 0, count: width * height)
    var (column, row) = (0, 0)
    func store(_ index: UInt8) {
      if column < width {
        indices[(header.isTopDown ? row : height - 1 - row) * width + column] = index
        column += 1
      }
    }
    while row < height {
      // Some files end without the end mark.
      if cursor.rest == 0, row == height - 1, column >= width { break }
      let (count, value) = (Int(try cursor.byte()), try cursor.byte())
      switch (count, value) {
      case (0, 0): (column, row) = (0, row + 1)
      case (0, 1): return indices
      case (0, 2):
        column = min(width, column + Int(try cursor.byte()))
        row += Int(try cursor.byte())
      case (0, _):
        let bytes = try cursor.slice(isHalves ? (Int(value) + 1) / 2 : Int(value))
        for position in 0..<Int(value) {
          let byte = bytes[bytes.startIndex + (isHalves ? position / 2 : position)]
          store(!isHalves ? byte : position % 2 == 0 ? byte >> 4 : byte & 15)
        }
        // Runs begin at even offsets.
        if bytes.count % 2 == 1, cursor.rest > 0 { cursor.offset += 1 }
      default:
        for position in 0..<count { store(!isHalves ? value : position % 2 == 0 ? value >> 4 : value & 15) }
      }
    }
    return indices
  }
}
