public import SiamCore

/// FNV-1a over 64-bit words, with the high half folded in after each word; not a cryptographic hash.
///
/// Source: Fowler, Noll and Vo 1991; with words for bytes, as a dataset has tens of millions of bytes.
struct Fingerprint {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ word: UInt64) {
    hash = (hash ^ word) &* 0x0000_0100_0000_01B3
    hash ^= hash >> 32
  }

  /// Adds the number of bytes, then the bytes as little-endian words.
  mutating func add(_ bytes: UnsafeRawBufferPointer) { add(bytes, checkpoint: {}) }

  /// The number of bytes between two calls of `checkpoint`, which take some hundredths of a second.
  private static let partBytes = 64 << 20

  /// Adds the number of bytes, then the bytes as little-endian words.
  ///
  /// - Parameters:
  ///   - bytes: the bytes to hash.
  ///   - checkpoint: called regularly; an error that it throws ends the hashing.
  mutating func add(_ bytes: UnsafeRawBufferPointer, checkpoint: () throws -> Void) rethrows {
    add(UInt64(bytes.count))
    var offset = 0
    while offset + 8 <= bytes.count {
      let end = min(offset + Self.partBytes, bytes.count)
      while offset + 8 <= end {
        add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        offset += 8
      }
      try checkpoint()
    }
    var rest: UInt64 = 0
    while offset < bytes.count {
      rest = rest << 8 | UInt64(bytes[offset])
      offset += 1
    }
    add(rest)
  }

  /// Adds the number of bytes, then the bytes.
  mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

  /// The fingerprint of an array of bytes.
  static func of(_ bytes: [UInt8]) -> Fingerprint {
    var fingerprint = Fingerprint()
    fingerprint.add(bytes)
    return fingerprint
  }

  /// The 64-bit hash.
  var value: UInt64 { hash }

  /// The hash folded to 24 bits.
  var low24Bits: Int { Int((hash ^ hash >> 24 ^ hash >> 48) & 0xFF_FFFF) }

  /// The hash in 16 hexadecimal digits.
  var text: String { NumberFormat.zeroPadded(hash, digits: 16, radix: 16) }

  /// The fingerprint of a dataset: its size, its classes' names and sizes, and its pixels.
  ///
  /// `checkpoint` is called regularly; an error that it throws ends the hashing.
  static func of(
    side: Int, channels: Channels, classes: [DataClass], pixels: UnsafeBufferPointer<UInt8>,
    checkpoint: () throws -> Void
  ) rethrows -> String {
    var fingerprint = Fingerprint()
    fingerprint.add(UInt64(side))
    // Early versions had only grey images, and their fingerprints must stay the same.
    if channels != .grey { fingerprint.add(UInt64(channels.count)) }
    for item in classes {
      fingerprint.add(Array(item.name.utf8))
      fingerprint.add(UInt64(item.images.count))
    }
    try fingerprint.add(UnsafeRawBufferPointer(pixels), checkpoint: checkpoint)
    return fingerprint.text
  }
}

extension Dataset {
  /// A 24-bit hash of the pixels of an image: equal images have the same in any dataset of this size.
  ///
  /// A 32-bit float holds it exactly. Two different images share a value with a probability of 1 in 16.8 million.
  public func identity(of image: ImageID) -> Int {
    var fingerprint = Fingerprint()
    fingerprint.add(UnsafeRawBufferPointer(pixels(of: image)))
    return fingerprint.low24Bits
  }
}
