import SiamCore
import SiamTensors
import Testing

@testable import SiamData

struct ImageResizeTests {
  @Test(arguments: [(105, 105), (29, 31), (7, 5), (1, 1), (64, 3)], [Channels.grey, .rgb])
  func `each channel of a resized image is the mean of the area it covers`(
    _ size: (width: Int, height: Int), channels: Channels
  ) {
    let side = 28
    var generator = SeededGenerator(seed: 7, purpose: .sampling, step: size.width)
    let values = (0..<size.width * size.height * channels.count).map { _ in UInt8(generator.below(256)) }
    let image = DecodedImage(width: size.width, height: size.height, channels: channels, pixels: values)
    var resized = [UInt8](repeating: 0, count: channels.count * side * side)
    resized.withUnsafeMutableBufferPointer { image.resize(side: side, into: $0) }
    for channel in 0..<channels.count {
      let plane = stride(from: channel, to: values.count, by: channels.count).map { values[$0] }
      let plain = plainResize(plane, size.width, size.height, to: side)
      let difference = plain.indices.reduce(0.0) { maximum, index in
        max(maximum, abs(Double(resized[channel * side * side + index]) - plain[index]))
      }
      // Rounded to the nearest: half a step, where a step is 1/255.
      #expect(difference <= 0.5 + 1e-9)
    }
  }
}
