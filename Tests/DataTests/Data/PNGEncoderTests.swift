import SiamMessages
import Testing

@testable import SiamData

/// Pictures written as PNG files.
@Suite struct PNGEncoderTests {
  @Test(arguments: Channels.allCases)
  func `a picture that is read back is the same`(_ channels: Channels) throws {
    let (width, height) = (5, 3)
    let pixels = (0..<width * height * channels.count).map { UInt8(truncatingIfNeeded: $0 * 47 + 11) }
    let file = try #require(PNGEncoder.encode(pixels, width: width, height: height, channels: channels))
    let picture = try PictureDecoder.decode(file, channels: channels)
    #expect(picture.width == width && picture.height == height && picture.pixels == pixels)
  }

  @Test func `a picture larger than a file should have is refused`() {
    #expect(PNGEncoder.encode([], width: 0, height: 1 << 20, channels: .grey) == nil)
  }
}
