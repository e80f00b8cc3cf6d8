import SiamCore
import Testing

@testable import SiamData

/// Encoding of images as PNG files.
@Suite struct PNGEncoderTests {
  @Test(arguments: Channels.allCases)
  func `an encoded image decodes to the same pixels`(_ channels: Channels) throws {
    let (width, height) = (5, 3)
    let pixels = (0..<width * height * channels.count).map { UInt8(truncatingIfNeeded: $0 * 47 + 11) }
    let file = try #require(PNGEncoder.encode(pixels, width: width, height: height, channels: channels))
    let image = try ImageDecoder.decode(file, channels: channels)
    #expect(image.width == width && image.height == height && image.pixels == pixels)
  }

  @Test func `an image that is too large is rejected`() {
    #expect(PNGEncoder.encode([], width: 0, height: 1 << 20, channels: .grey) == nil)
  }
}
