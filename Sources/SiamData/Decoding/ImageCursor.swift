/// Reads an image file from front to back; reading beyond its end is an error.
struct ImageCursor {
  let bytes: [UInt8]
  var offset: Int
  private let format: ImageFormat

  init(_ bytes: [UInt8], at offset: Int = 0, format: ImageFormat) {
    (self.bytes, self.offset, self.format) = (bytes, offset, format)
  }

  /// The number of bytes left.
  var rest: Int { max(0, bytes.count - offset) }

  /// The error for a damaged file.
  func damaged(_ message: String) -> ImageError { ImageError(reason: "damaged \(format.name) (\(message))") }

  /// Reads a byte.
  mutating func byte() throws(ImageError) -> UInt8 {
    guard offset >= 0, offset < bytes.count else { throw damaged("it ends early") }
    defer { offset += 1 }
    return bytes[offset]
  }

  /// Reads an unsigned number, its lowest byte first.
  mutating func number(bytes count: Int) throws(ImageError) -> Int {
    try slice(count).reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Reads the next bytes.
  mutating func slice(_ count: Int) throws(ImageError) -> ArraySlice<UInt8> {
    guard offset >= 0, count >= 0, count <= rest else { throw damaged("it ends early") }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }
}
