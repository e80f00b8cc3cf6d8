/// Appends numbers to bytes as binary file formats store them: little-endian, without padding.
package struct ByteWriter {
  /// The bytes written so far.
  package private(set) var bytes: [UInt8] = []

  /// Starts empty, with memory reserved for `count` bytes.
  package init(reserving count: Int = 0) { bytes.reserveCapacity(count) }

  /// Appends eight bytes.
  package mutating func put(_ value: UInt64) { bytes += value.littleEndianBytes }

  /// Appends eight bytes, in two's complement.
  package mutating func put(_ value: Int) { put(UInt64(bitPattern: Int64(value))) }

  /// Appends the eight bytes of the bit pattern.
  package mutating func put(_ value: Double) { put(value.bitPattern) }

  /// Appends the four bytes of the bit pattern.
  package mutating func put(_ value: Float) { bytes += value.bitPattern.littleEndianBytes }

  /// Appends the number of bytes in eight bytes, then the bytes.
  package mutating func put(_ blob: [UInt8]) {
    put(blob.count)
    bytes += blob
  }
}

extension FixedWidthInteger {
  /// The bytes of the number, least significant first.
  package var littleEndianBytes: [UInt8] {
    (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> Self(8 * $0)) }
  }
}
