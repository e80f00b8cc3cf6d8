import TestSupport

/// Writes gzip files of stored blocks or deflated zeros.
enum GzipFile {
  /// A gzip member with these bytes.
  static func of(_ data: [UInt8]) -> [UInt8] {
    var body: [UInt8] = []
    var start = 0
    repeat {
      let count = min(65_535, data.count - start)
      body += [start + count == data.count ? 1 : 0] + little(count, 2) + little(~count, 2)
      body += data[start..<start + count]
      start += count
    } while start < data.count
    return header + body + little(Int(crc32(data)), 4) + little(data.count, 4)
  }

  /// The start of a member that `deflated` follows.
  static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]

  /// Deflated zeros, 1,032 for each of `count` bytes: a block's code lengths, as zlib's `compress(zeros, 9)` writes
  /// them, after which a bit 0 is 258 bytes and the next the distance 1; and an empty last block.
  static func deflatedZeros(_ count: Int) -> [UInt8] {
    let lengths: [UInt8] = [0xEC, 0xC1, 0x01, 0x01, 0x00, 0x00, 0x00, 0x80, 0x90, 0xFE, 0xAF, 0xEE, 0x08, 0x0A]
    return lengths + [UInt8](repeating: 0, count: count) + [0x1E, 0]
  }
}
