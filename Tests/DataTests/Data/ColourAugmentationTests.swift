import SiamCore
import SiamTensors
import Testing

@testable import SiamData

/// Colour images are augmented as a whole, not plane by plane.
struct ColourAugmentationTests {
  private static let side = 24

  /// Three planes of noise.
  private static let original: [UInt8] = {
    var generator = SeededGenerator(seed: 1, purpose: .sampling)
    return (0..<3 * side * side).map { _ in UInt8(generator.below(256)) }
  }()

  private func varied(_ pixels: [UInt8], _ channels: Channels, _ parameters: AugmentationParameters) -> [Float] {
    var target = [Float](repeating: 9, count: pixels.count)
    var augmenter = ImageAugmenter(width: Self.side, height: Self.side, channels: channels)
    pixels.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { augmenter.augment(source, by: parameters, into: $0) }
    }
    return target
  }

  @Test func `every plane is augmented like a grey image: map, elastic field, strokes, cutout`() {
    var augmentation = Augmentation()
    (augmentation.elastic, augmentation.stroke, augmentation.cutout) = (0.05, 0.5, 0.4)
    augmentation.flipHorizontal = 0.5
    var generator = SeededGenerator(seed: 3, purpose: .augmentation)
    let parameters = AugmentationParameters.draw(
      augmentation, quarterTurns: [0, 1, 2, 3, 0, 0], width: Self.side, height: Self.side, &generator)
    let size = Self.side * Self.side
    for parameters in parameters {
      let planes = (0..<3).flatMap { varied(Array(Self.original[$0 * size..<($0 + 1) * size]), .grey, parameters) }
      #expect(varied(Self.original, .rgb, parameters) == planes)
    }
  }

  @Test func `contrast changes around the mean luma`() {
    let size = Self.side * Self.side
    let image = Self.original.map { Double($0) / 255 }
    let mean =
      (0..<size).reduce(0) { $0 + 0.299 * image[$1] + 0.587 * image[$1 + size] + 0.114 * image[$1 + 2 * size] }
      / Double(size)
    for (contrast, brightness) in [(Float(1.5), Float(1)), (0.4, 1.2), (2, 0.3)] {
      var parameters = AugmentationParameters()
      (parameters.contrast, parameters.brightness) = (contrast, brightness)
      for (value, before) in zip(varied(Self.original, .rgb, parameters), image) {
        let expected = ((before - mean) * Double(contrast) + mean) * Double(brightness)
        #expect(abs(Double(value) - min(max(expected, 0), 1)) < 1e-5)
      }
    }
  }
}
