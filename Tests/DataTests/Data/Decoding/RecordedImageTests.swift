import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Decoded pixels equal those of Pillow and `djpeg`, bit for bit.
struct RecordedImageTests {
  @Test func `there is an image of each kind`() {
    #expect(RecordedImage.all("png").count == 23)
    #expect(RecordedImage.all("jpg").count == 16)
  }

  // Where Pillow differs by design, make-decoding-images.py records the definition: transparent parts are
  // composited (Pillow drops the alpha), and 16 bits are rounded to 8 (Pillow clips or truncates them).
  @Test(arguments: RecordedImage.all("png"))
  func `a PNG's pixels equal Pillow's`(_ image: RecordedImage) throws {
    let file = try image.bytes()
    #expect(try ImageDecoder.decode(file, channels: .rgb) == image.decoded(.rgb))
    #expect(try ImageDecoder.decode(file, channels: .grey) == image.decoded(.grey))
  }

  @Test(arguments: RecordedImage.all("jpg"))
  func `a JPEG's pixels equal djpeg's`(_ image: RecordedImage) throws {
    let file = try image.bytes()
    #expect(try ImageDecoder.decode(file, channels: .rgb) == image.decoded(.rgb))
    #expect(try ImageDecoder.decode(file, channels: .grey) == image.decoded(.grey))
  }

  @Test(arguments: RecordedImage.all("png") + RecordedImage.all("jpg"))
  func `an image truncated at any byte is rejected, except for unneeded last bytes`(_ image: RecordedImage) throws {
    let file = try image.bytes()
    let whole = try image.decoded(.rgb)
    for count in file.indices {
      guard let cut = try? ImageDecoder.decode(Array(file.prefix(count)), channels: .rgb) else { continue }
      // Only a PNG's last chunk and the checksum before it, or a JPEG's end marker, may be missing.
      let unneeded = image.name.hasSuffix(".png") ? 16 : 2
      #expect(file.count - count <= unneeded && cut == whole, "\(count) of \(file.count) bytes")
    }
  }

  @Test(arguments: RecordedImage.all("png") + RecordedImage.all("jpg"))
  func `an image with any byte changed never traps`(_ image: RecordedImage) throws {
    let file = try image.bytes()
    for index in file.indices {
      var damaged = file
      damaged[index] ^= UInt8(truncatingIfNeeded: index &* 37 | 1)
      // Changed sizes may be very large, and decoding those isn't tested here.
      let isSize = file.starts(with: [0x89]) ? (16..<24).contains(index) : isInFrameHeader(index, of: file)
      if isSize { continue }
      _ = try? ImageDecoder.decode(damaged, channels: .rgb)
    }
  }
}

/// Whether a byte belongs to the size of a JPEG.
private func isInFrameHeader(_ index: Int, of file: [UInt8]) -> Bool {
  (max(0, index - 8)...index).contains { offset in
    offset + 1 < file.count && file[offset] == 0xFF && (0xC0...0xC2).contains(file[offset + 1])
      && (offset + 5..<offset + 9).contains(index)
  }
}
