/// The checksum of TensorBoard's event files: CRC-32 with Castagnoli's polynomial.
///
/// Source: RFC 3720, §12.1, and its test vectors in appendix B.4.
enum CRC32C {
  /// The checksum of some bytes.
  static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8 }
  }

  /// The checksum as a file has it: turned and moved, so that a checksum among the bytes of another does no harm.
  ///
  /// Source: TensorFlow, tensorflow/core/lib/hash/crc32c.h, `Mask`.
  static func masked(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let sum = checksum(bytes)
    return (sum >> 15 | sum << 17) &+ 0xA282_EAD8
  }

  /// What each byte adds; the polynomial's bits are in reversed order.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0x82F6_3B78 ^ sum >> 1 : sum >> 1 }
  }
}
