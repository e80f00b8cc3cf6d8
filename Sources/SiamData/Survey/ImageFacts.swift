import SiamCore
import SiamFiles

/// What a survey needs to know of an image, before it is resized.
struct ImageFacts: Equatable {
  /// The width and height, in pixels.
  var size: ImageSize
  /// Whether red, green and blue differ in any pixel.
  var hasColour: Bool
  /// A hash of the size and pixels, which is the same for grey images stored as grey or as colour. Two different images
  /// share one with a probability of 2⁻⁶⁴.
  var fingerprint: UInt64

  /// Computes the facts of an image that has its file's own colours.
  init(_ image: DecodedImage) {
    size = ImageSize(width: image.width, height: image.height)
    let (hasColour, fingerprint) = image.pixels.withUnsafeBufferPointer { pixels in
      guard image.channels == .rgb else { return (false, Self.fingerprint(image.width, false, pixels)) }
      let starts = stride(from: 0, to: pixels.count - 2, by: 3)
      let hasColour = starts.contains { pixels[$0] != pixels[$0 + 1] || pixels[$0] != pixels[$0 + 2] }
      if hasColour { return (true, Self.fingerprint(image.width, true, pixels)) }
      return starts.map { pixels[$0] }.withUnsafeBufferPointer { (false, Self.fingerprint(image.width, false, $0)) }
    }
    self.hasColour = hasColour
    self.fingerprint = fingerprint
  }

  private static func fingerprint(_ width: Int, _ hasColour: Bool, _ pixels: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(pixels)
    // Four independent hashes, as each word's must wait for the hash of the word before.
    var (first, second, third, fourth) = (Fingerprint(), Fingerprint(), Fingerprint(), Fingerprint())
    var offset = 0
    func word(_ number: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8 * number, as: UInt64.self))
    }
    while offset + 32 <= bytes.count {
      first.add(word(0))
      second.add(word(1))
      third.add(word(2))
      fourth.add(word(3))
      offset += 32
    }
    var fingerprint = Fingerprint()
    for word in [UInt64(width), hasColour ? 3 : 1, first.value, second.value, third.value, fourth.value] {
      fingerprint.add(word)
    }
    fingerprint.add(UnsafeRawBufferPointer(rebasing: bytes[offset...]))
    return fingerprint.value
  }
}

// MARK: Storage

extension ImageFacts {
  /// The number of bytes of the stored facts.
  static let storedBytes = 17

  /// The width and height, 32 bits each, a byte for colour, and the fingerprint; little-endian.
  var stored: [UInt8] {
    var bytes =
      UInt32(truncatingIfNeeded: size.width).littleEndianBytes
      + UInt32(truncatingIfNeeded: size.height).littleEndianBytes
    bytes.append(hasColour ? 1 : 0)
    return bytes + fingerprint.littleEndianBytes
  }

  /// Reads the facts from the bytes of `stored`.
  init?(stored bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == Self.storedBytes else { return nil }
    func number(_ range: Range<Int>) -> UInt64 { bytes[range].reversed().reduce(0) { $0 << 8 | UInt64($1) } }
    size = ImageSize(width: Int(number(0..<4)), height: Int(number(4..<8)))
    hasColour = bytes[8] == 1
    fingerprint = number(9..<17)
  }
}
