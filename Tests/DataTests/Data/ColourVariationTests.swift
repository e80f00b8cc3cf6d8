import SiamMessages
import SiamTensors
import Testing

@testable import SiamData

/// Pictures in colour are varied as a whole, not plane by plane.
struct ColourVariationTests {
  private static let side = 24

  /// Three planes of noise.
  private static let picture: [UInt8] = {
    var generator = SeededGenerator(seed: 1, purpose: .sampling)
    return (0..<3 * side * side).map { _ in UInt8(generator.below(256)) }
  }()

  private func varied(_ pixels: [UInt8], _ channels: Channels, _ variation: Variation) -> [Float] {
    var target = [Float](repeating: 9, count: pixels.count)
    var varier = PictureVarier(width: Self.side, height: Self.side, channels: channels)
    pixels.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { varier.vary(source, by: variation, into: $0) }
    }
    return target
  }

  @Test func `every plane moves as a grey picture does: map, elastic field, strokes, cutout`() {
    var augmentation = Augmentation()
    (augmentation.elastic, augmentation.stroke, augmentation.cutout) = (0.05, 0.5, 0.4)
    augmentation.flipHorizontal = 0.5
    var generator = SeededGenerator(seed: 3, purpose: .augmentation)
    let variations = Variation.draw(
      augmentation, quarterTurns: [0, 1, 2, 3, 0, 0], width: Self.side, height: Self.side, &generator)
    let size = Self.side * Self.side
    for variation in variations {
      let planes = (0..<3).flatMap { varied(Array(Self.picture[$0 * size..<($0 + 1) * size]), .grey, variation) }
      #expect(varied(Self.picture, .rgb, variation) == planes)
    }
  }

  @Test func `light changes about the mean of the grey picture`() {
    let size = Self.side * Self.side
    let image = Self.picture.map { Double($0) / 255 }
    let mean =
      (0..<size).reduce(0) { $0 + 0.299 * image[$1] + 0.587 * image[$1 + size] + 0.114 * image[$1 + 2 * size] }
      / Double(size)
    for (contrast, brightness) in [(Float(1.5), Float(1)), (0.4, 1.2), (2, 0.3)] {
      var variation = Variation()
      (variation.contrast, variation.brightness) = (contrast, brightness)
      for (value, before) in zip(varied(Self.picture, .rgb, variation), image) {
        let expected = ((before - mean) * Double(contrast) + mean) * Double(brightness)
        #expect(abs(Double(value) - min(max(expected, 0), 1)) < 1e-5)
      }
    }
  }
}
