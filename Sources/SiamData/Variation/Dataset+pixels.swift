import SiamMessages

extension Dataset {
  /// Images as they are, or turned, for evaluation; exact: no pixel is interpolated.
  ///
  /// - Parameters:
  ///   - images: images of this dataset.
  ///   - quarterTurns: counterclockwise; the same for all.
  ///   - pixels: becomes `[images, channels, height, width]`, 0…1, ink bright; its memory is used again.
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

  /// Images as one of their test-time variants, for evaluation.
  ///
  /// - Parameters:
  ///   - images: images of this dataset.
  ///   - variant: which of `variants`, from 0; the first is the image as it is.
  ///   - variants: all there are.
  ///   - quarterTurns: counterclockwise, before the image is varied; the same for all.
  ///   - pixels: becomes `[images, channels, height, width]`, 0…1, ink bright; its memory is used again.
  public func pixels(
    of images: [ImageID], variant: Int, of variants: TestTimeVariants, turned quarterTurns: Int = 0,
    into pixels: inout [Float]
  ) {
    let map = variants.map(variant, side: width).afterQuarterTurns(quarterTurns)
    sample(images, by: [Variation](repeating: Variation(map: map), count: images.count), into: &pixels)
  }

  /// Images, each read through its map.
  func sample(_ images: [ImageID], by maps: [AffineMap], into target: inout [Float]) {
    sample(images, by: maps.map { Variation(map: $0) }, into: &target)
  }

  /// Images, each with its variation.
  func sample(_ images: [ImageID], by variations: [Variation], into target: inout [Float]) {
    var varier = PictureVarier(width: width, height: height, channels: channels)
    fill(&target, with: images) { source, place, target in
      varier.vary(source, by: variations[place], into: target)
    }
  }

  /// Makes room for images and lends the values of each and the place they go to, with its number among the images.
  private func fill(
    _ target: inout [Float], with images: [ImageID],
    _ body: (UnsafeBufferPointer<UInt8>, Int, UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    let size = imageValues
    if target.count != images.count * size { target = [Float](repeating: 0, count: images.count * size) }
    target.withUnsafeMutableBufferPointer { target in
      for (place, image) in images.enumerated() {
        let part = UnsafeMutableBufferPointer(rebasing: target[place * size..<(place + 1) * size])
        body(pixels(of: image), place, part)
      }
    }
  }
}

/// The order in which the pixels of a square picture are read when it is turned counterclockwise by quarters.
struct TurnedOrder {
  private let side: Int
  private let start: Int
  private let rowStep: Int
  private let columnStep: Int

  init(quarterTurns: Int, side: Int) {
    self.side = side
    // Counterclockwise by a quarter: the right column, from its top, becomes the top row.
    (start, rowStep, columnStep) =
      switch quarterTurns & 3 {
      case 1: (side - 1, -1, side)
      case 2: (side * side - 1, -side, -1)
      case 3: ((side - 1) * side, 1, -side)
      default: (0, side, 1)
      }
  }

  /// Writes `source` turned to `target`, as floats 0…1; both `side × side`.
  func copy(_ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<Float>) {
    for row in 0..<side {
      for column in 0..<side {
        target[row &* side &+ column] = Float(source[start &+ row &* rowStep &+ column &* columnStep]) / 255
      }
    }
  }
}
