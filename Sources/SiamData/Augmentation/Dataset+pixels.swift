public import SiamCore
import SiamTensors

extension Dataset {
  /// Writes images as they are, or turned, for evaluation; exact, without interpolation.
  ///
  /// - Parameters:
  ///   - images: the images of this dataset.
  ///   - quarterTurns: the number of counterclockwise quarter turns of all images.
  ///   - pixels: becomes `[images, channels, height, width]`, 0…1, ink bright; its memory is reused.
  public func pixels(of images: [ImageID], turned quarterTurns: Int = 0, into pixels: inout [Float]) {
    let size = height * width
    let order = TurnedOrder(quarterTurns: quarterTurns, side: width)
    fill(&pixels, with: images) { source, _, target in
      for start in stride(from: 0, to: imageValues, by: size) {
        order.copy(
          UnsafeBufferPointer(rebasing: source[start..<start + size]),
          into: UnsafeMutableBufferPointer(rebasing: target[start..<start + size]))
      }
    }
  }

  /// Writes a test-time variant of images, for evaluation.
  ///
  /// - Parameters:
  ///   - images: the images of this dataset.
  ///   - variant: the index of the variant; 0 is the image as it is.
  ///   - variants: the list of variants.
  ///   - quarterTurns: the number of counterclockwise quarter turns before the variant is applied.
  ///   - pixels: becomes `[images, channels, height, width]`, 0…1, ink bright; its memory is reused.
  public func pixels(
    of images: [ImageID], variant: Int, of variants: TestTimeVariants, turned quarterTurns: Int = 0,
    into pixels: inout [Float]
  ) {
    let map = variants.map(variant, side: width).afterQuarterTurns(quarterTurns)
    sample(
      images, by: [AugmentationParameters](repeating: AugmentationParameters(map: map), count: images.count),
      into: &pixels)
  }

  /// Writes images, each transformed by its map.
  func sample(_ images: [ImageID], by maps: [AffineMap], into target: inout [Float]) {
    sample(images, by: maps.map { AugmentationParameters(map: $0) }, into: &target)
  }

  /// Writes images, each augmented with its parameters.
  func sample(_ images: [ImageID], by parameters: [AugmentationParameters], into target: inout [Float]) {
    var augmenter = ImageAugmenter(width: width, height: height, channels: channels)
    fill(&target, with: images) { source, index, target in
      augmenter.augment(source, by: parameters[index], into: target)
    }
  }

  /// Makes room for images, and lends the values of each, its index in `images` and its part of `target` to `body`.
  private func fill(
    _ target: inout [Float], with images: [ImageID],
    _ body: (UnsafeBufferPointer<UInt8>, Int, UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    let size = imageValues
    if target.count != images.count * size { target = [Float](repeating: 0, count: images.count * size) }
    target.withUnsafeMutableBufferPointer { target in
      for (index, image) in images.enumerated() {
        let part = UnsafeMutableBufferPointer(rebasing: target[index * size..<(index + 1) * size])
        body(pixels(of: image), index, part)
      }
    }
  }
}

extension Dataset {
  /// Draws augmented examples of an image, as training would see it.
  ///
  /// - Returns: `count` images of the same size, drawn by the seed; none if the dataset has no such image.
  public func augmentedExamples(
    of image: ImageID, by augmentation: Augmentation, count: Int, seed: UInt64
  ) -> [DatasetImage] {
    guard count > 0, let original = picture(image) else { return [] }
    var generator = SeededGenerator(seed: seed, purpose: .augmentation, step: image.index)
    let drawn = AugmentationParameters.draw(
      augmentation, quarterTurns: [Int](repeating: 0, count: count), width: width, height: height, &generator)
    var values: [Float] = []
    sample([ImageID](repeating: image, count: count), by: drawn, into: &values)
    let size = values.count / count
    return (0..<count).map { index in
      var varied = original
      varied.pixels = values[index * size..<(index + 1) * size].map { UInt8(max(0, min(255, ($0 * 255).rounded()))) }
      return varied
    }
  }
}

/// The order in which the pixels of a square image are read to turn it counterclockwise by quarter turns.
struct TurnedOrder {
  private let side: Int
  private let start: Int
  private let rowStep: Int
  private let columnStep: Int

  init(quarterTurns: Int, side: Int) {
    self.side = side
    // A counterclockwise quarter turn: the right column, from its top, becomes the top row.
    (start, rowStep, columnStep) =
      switch quarterTurns & 3 {
      case 1: (side - 1, -1, side)
      case 2: (side * side - 1, -side, -1)
      case 3: ((side - 1) * side, 1, -side)
      default: (0, side, 1)
      }
  }

  /// Writes `source`, turned, to `target` as floats 0…1; both are `side × side`.
  func copy(_ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<Float>) {
    for row in 0..<side {
      for column in 0..<side {
        target[row &* side &+ column] = Float(source[start &+ row &* rowStep &+ column &* columnStep]) / 255
      }
    }
  }
}
