import Foundation
import SiamCore
import SiamTensors
import Testing

@testable import SiamData

struct AugmentationParametersTests {
  private func drawn(
    _ augmentation: Augmentation, turns: [Int] = [0, 1, 2, 3], step: Int = 0, side: Int = 56
  ) -> [AugmentationParameters] {
    var generator = SeededGenerator(seed: 8, purpose: .augmentation, step: step)
    return AugmentationParameters.draw(augmentation, quarterTurns: turns, width: side, height: side, &generator)
  }

  /// Augments an image.
  private func varied(_ pixels: [UInt8], side: Int, _ parameters: AugmentationParameters) -> [Float] {
    var target = [Float](repeating: 9, count: side * side)
    var augmenter = ImageAugmenter(width: side, height: side)
    pixels.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { augmenter.augment(source, by: parameters, into: $0) }
    }
    return target
  }

  private func noise(side: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: 1, purpose: .sampling, step: side)
    return (0..<side * side).map { _ in UInt8(max(generator.below(400) - 145, 0)) }
  }

  @Test func `turning on one kind of augmentation doesn't change the others`() throws {
    let standard = drawn(Augmentation(), step: 5)
    for field in AugmentationField.allCases where !AugmentationField.affine.contains(field) {
      var augmentation = Augmentation()
      augmentation[field] = field.maximum
      let alone = drawn(augmentation, step: 5)
      // Flips change only the map; the other kinds don't change the map.
      if ![.flipHorizontal, .flipVertical].contains(field) { #expect(alone.map(\.map) == standard.map(\.map)) }
      #expect(alone != standard)
      for other in AugmentationField.allCases where other != field && !AugmentationField.affine.contains(other) {
        var both = augmentation
        both[other] = other.maximum / 4
        let together = drawn(both, step: 5)
        if field == .stroke || other != .stroke { #expect(together.map(\.stroke) == alone.map(\.stroke)) }
        if field == .contrast || other != .contrast { #expect(together.map(\.contrast) == alone.map(\.contrast)) }
        if field == .elastic { #expect(together.map(\.elastic) == alone.map(\.elastic)) }
        if field == .cutout { #expect(together.map(\.cutout) == alone.map(\.cutout)) }
      }
    }
  }

  @Test func `drawn parameters stay within their ranges and fill them`() {
    var augmentation = Augmentation.none
    augmentation.stroke = 0.5
    augmentation.contrast = 0.4
    augmentation.brightness = 0.3
    augmentation.cutout = 0.25
    augmentation.flipHorizontal = 0.25
    let all = (0..<100).flatMap { drawn(augmentation, step: $0) }
    // At 56 × 56 pixels a 28th of the image is two pixels.
    let (strokes, contrasts, brightnesses) = (all.map(\.stroke), all.map(\.contrast), all.map(\.brightness))
    func lies(_ values: [Float], within range: Float, about middle: Float) {
      let (minimum, maximum) = (values.min() ?? 9, values.max() ?? 9)
      #expect(minimum >= middle - range * 1.000_001 && minimum < middle - range * 0.9)
      #expect(maximum <= middle + range * 1.000_001 && maximum > middle + range * 0.9)
    }
    lies(strokes, within: 1, about: 0)
    lies(contrasts, within: 0.4, about: 1)
    lies(brightnesses, within: 0.3, about: 1)
    let rows = all.compactMap(\.cutout?.rows.count)
    let columns = all.compactMap(\.cutout?.columns.count)
    #expect(rows.count == all.count)
    #expect(rows.max() == 14 && columns.max() == 14)
    #expect(Set(rows + columns).isSubset(of: Set(7...14)) && (rows.min() ?? 14) < 10)
    let unturned = (0..<400).map { drawn(augmentation, turns: [0], step: $0)[0].map }
    let mirrored = unturned.count { $0.xx < 0 }
    #expect(abs(mirrored - 100) < 35)
    #expect(unturned.allSatisfy { $0.yy > 0 })
  }

  @Test(arguments: [28, 56, 105]) func `strokes grow and shrink like the extremes of 3 × 3 pixels`(side: Int) {
    let pixels = noise(side: side)
    let image = pixels.map { Double($0) / 255 }
    for radius in [Float(0.4), 1, 1.75, -0.4, -1, -1.75] {
      var parameters = AugmentationParameters()
      parameters.stroke = radius
      var expected = image
      var left = Double(abs(radius))
      while left > 0 {
        let extreme = plainExtreme(expected, side: side, isLargest: radius > 0)
        expected = zip(expected, extreme).map { $0 + ($1 - $0) * min(left, 1) }
        left -= 1
      }
      let found = varied(pixels, side: side, parameters)
      let worst = zip(found, expected).map { abs(Double($0) - $1) }.max() ?? 1
      #expect(worst < 1e-5)
      #expect(found.allSatisfy { $0 >= 0 && $0 <= 1 })
    }
  }

  @Test func `contrast and brightness match their definition, clamped to 0…1`() {
    let pixels = noise(side: 28)
    let image = pixels.map { Double($0) / 255 }
    let mean = image.reduce(0, +) / 784
    for (contrast, brightness) in [(Float(1.5), Float(1)), (0.5, 1), (1, 0.6), (1, 1.7), (0.3, 1.2), (2, 0.1)] {
      var parameters = AugmentationParameters()
      (parameters.contrast, parameters.brightness) = (contrast, brightness)
      let expected = image.map { value -> Double in
        let changed = ((value - mean) * Double(contrast) + mean) * Double(brightness)
        return min(max(changed, 0), 1)
      }
      for (value, other) in zip(varied(pixels, side: 28, parameters), expected) {
        #expect(abs(Double(value) - other) < 1e-5)
      }
    }
  }

  @Test func `a cutout is zero and leaves the rest of the image unchanged`() {
    let pixels = [UInt8](repeating: 255, count: 784)
    var parameters = AugmentationParameters()
    parameters.brightness = 0.5
    parameters.cutout = AugmentationParameters.Cutout(rows: 3..<9, columns: 20..<28)
    let found = varied(pixels, side: 28, parameters)
    for index in 0..<784 {
      let isOut = (3..<9).contains(index / 28) && (20..<28).contains(index % 28)
      #expect(found[index] == (isOut ? 0 : 0.5))
    }
  }

  @Test func `images are mirrored first and then turned, so a class stays the same`() {
    let pixels = noise(side: 28)
    var (mirrored, upended) = (pixels, pixels)
    for row in 0..<28 {
      for column in 0..<28 {
        mirrored[row * 28 + column] = pixels[row * 28 + 27 - column]
        upended[row * 28 + column] = pixels[(27 - row) * 28 + column]
      }
    }
    for turns in 0..<4 {
      let turned = AugmentationParameters(map: AffineMap.identity.afterQuarterTurns(turns))
      let across = AugmentationParameters(map: turned.map.afterMirroring(across: true, down: false))
      let down = AugmentationParameters(map: turned.map.afterMirroring(across: false, down: true))
      #expect(varied(pixels, side: 28, across) == varied(mirrored, side: 28, turned))
      #expect(varied(pixels, side: 28, down) == varied(upended, side: 28, turned))
    }
    var always = Augmentation.none
    always.flipHorizontal = 1
    #expect(drawn(always, turns: [0])[0].map == AffineMap.identity.afterMirroring(across: true, down: false))
  }

  @Test func `extreme and NaN parameters stay within memory`() {
    let pixels = noise(side: 28)
    for value in [Float.nan, .infinity, -.infinity, 1e30, -5] {
      var augmentation = Augmentation.none
      for field in AugmentationField.allCases { augmentation[field] = value }
      for parameters in drawn(augmentation, side: 28) { #expect(varied(pixels, side: 28, parameters).count == 784) }
    }
  }

  @Test func `batches with all augmentations are a function of the step`() throws {
    let data = try dataset(groupSizes: [6, 6], images: 4)
    var recipe = Recipe()
    recipe.batchClasses = 5
    recipe.batchImages = 3
    for field in AugmentationField.allCases { recipe.augmentation[field] = field.maximum / 4 }
    let maker = BatchMaker(dataset: data, recipe: recipe)
    var batch = maker.make(step: 11)
    let first = batch
    maker.make(step: 12, into: &batch)
    #expect(batch != first)
    maker.make(step: 11, into: &batch)
    #expect(batch == first)
    #expect(batch.pixels.allSatisfy { $0 >= 0 && $0 <= 1 })
    recipe.augmentation = .none
    recipe.augmentation.stroke = 0.5
    #expect(BatchMaker(dataset: data, recipe: recipe).make(step: 11).items == first.items)
  }
}

/// The maximum or minimum of the 3 × 3 pixels around each, zero outside.
private func plainExtreme(_ image: [Double], side: Int, isLargest: Bool) -> [Double] {
  (0..<side * side).map { index in
    var found = image[index]
    for y in index / side - 1...index / side + 1 {
      for x in index % side - 1...index % side + 1 {
        let isInside = (0..<side).contains(x) && (0..<side).contains(y)
        let value = isInside ? image[y * side + x] : 0
        found = isLargest ? max(found, value) : min(found, value)
      }
    }
    return found
  }
}
