import SiamMessages

/// FNV-1a over 64-bit words, with the high half folded in after each: it tells data apart, and guards against nobody.
///
/// Source: Fowler, Noll and Vo 1991; words for bytes, as a dataset has tens of millions.
struct Fingerprint {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ word: UInt64) {
    hash = (hash ^ word) &* 0x0000_0100_0000_01B3
    hash ^= hash >> 32
  }

  /// Adds the number of bytes, then the bytes, eight to a little-endian word.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    add(UInt64(bytes.count))
    var offset = 0
    while offset + 8 <= bytes.count {
      add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < bytes.count {
      rest = rest << 8 | UInt64(bytes[offset])
      offset += 1
    }
    add(rest)
  }

  /// Adds bytes in the same way.
  mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

  /// The fingerprint of some bytes alone.
  static func of(_ bytes: [UInt8]) -> Fingerprint {
    var fingerprint = Fingerprint()
    fingerprint.add(bytes)
    return fingerprint
  }

  /// The whole hash.
  var value: UInt64 { hash }

  /// The hash folded to 24 bits.
  var low24Bits: Int { Int((hash ^ hash >> 24 ^ hash >> 48) & 0xFF_FFFF) }

  /// 16 hexadecimal digits.
  var text: String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The fingerprint of a dataset: its size, its classes' names and sizes, its pixels.
  static func of(side: Int, channels: Channels, classes: [DataClass], pixels: UnsafeBufferPointer<UInt8>) -> String {
    var fingerprint = Fingerprint()
    fingerprint.add(UInt64(side))
    // Grey came first: its fingerprints don't tell.
    if channels != .grey { fingerprint.add(UInt64(channels.count)) }
    for item in classes {
      fingerprint.add(Array(item.name.utf8))
      fingerprint.add(UInt64(item.images.count))
    }
    fingerprint.add(UnsafeRawBufferPointer(pixels))
    return fingerprint.text
  }
}
