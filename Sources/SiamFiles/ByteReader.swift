/// Reads the numbers that a `ByteWriter` wrote, from the first byte to the last.
package struct ByteReader {
  /// The error for bytes that end too early or hold an impossible value.
  package struct Damaged: Error {
    /// An error that carries no details.
    package init() {}
  }

  private let bytes: [UInt8]
  /// The index of the next byte to be read.
  package private(set) var offset: Int

  /// Reads `bytes` from an offset on.
  package init(_ bytes: [UInt8], at offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  private mutating func unsigned(bytes count: Int) throws(Damaged) -> UInt64 {
    guard bytes.count - offset >= count else { throw Damaged() }
    var value: UInt64 = 0
    for index in 0..<count { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
    offset += count
    return value
  }

  /// Reads an unsigned number of eight bytes.
  package mutating func unsigned() throws(Damaged) -> UInt64 { try unsigned(bytes: 8) }

  /// Reads a number of eight bytes in two's complement.
  package mutating func integer() throws(Damaged) -> Int { Int(Int64(bitPattern: try unsigned(bytes: 8))) }

  /// Reads the number of items that follow, each of at least `size` bytes.
  ///
  /// - Throws: `Damaged` when there are not enough bytes left for that many items.
  package mutating func count(of size: Int) throws(Damaged) -> Int {
    let count = try integer()
    guard count >= 0, count <= (bytes.count - offset) / size else { throw Damaged() }
    return count
  }

  /// Reads the eight bytes of a bit pattern.
  package mutating func double() throws(Damaged) -> Double { Double(bitPattern: try unsigned(bytes: 8)) }

  /// Reads the four bytes of a bit pattern.
  package mutating func float() throws(Damaged) -> Float {
    Float(bitPattern: UInt32(truncatingIfNeeded: try unsigned(bytes: 4)))
  }

  /// Reads a count and that many bytes.
  package mutating func blob() throws(Damaged) -> [UInt8] {
    let count = try count(of: 1)
    defer { offset += count }
    return Array(bytes[offset..<offset + count])
  }
}
