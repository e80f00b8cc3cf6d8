import Foundation
import SiamMessages
import SiamTensors
import Testing

@testable import SiamData

struct VariationTests {
  private func drawn(
    _ augmentation: Augmentation, turns: [Int] = [0, 1, 2, 3], step: Int = 0, side: Int = 56
  ) -> [Variation] {
    var generator = SeededGenerator(seed: 8, purpose: .augmentation, step: step)
    return Variation.draw(augmentation, quarterTurns: turns, width: side, height: side, &generator)
  }

  /// A picture, varied.
  private func varied(_ pixels: [UInt8], side: Int, _ variation: Variation) -> [Float] {
    var target = [Float](repeating: 9, count: side * side)
    var varier = PictureVarier(width: side, height: side)
    pixels.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { varier.vary(source, by: variation, into: $0) }
    }
    return target
  }

  private func picture(side: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: 1, purpose: .sampling, step: side)
    return (0..<side * side).map { _ in UInt8(max(generator.below(400) - 145, 0)) }
  }

  @Test func `a kind of variation that is turned on leaves the others as they were`() throws {
    let usual = drawn(Augmentation(), step: 5)
    for word in AugmentationWord.allCases where !AugmentationWord.affine.contains(word) {
      var augmentation = Augmentation()
      augmentation[word] = word.limit
      let alone = drawn(augmentation, step: 5)
      // Flips change the map and nothing else; the others leave it.
      if ![.flipHorizontal, .flipVertical].contains(word) { #expect(alone.map(\.map) == usual.map(\.map)) }
      #expect(alone != usual)
      for other in AugmentationWord.allCases where other != word && !AugmentationWord.affine.contains(other) {
        var both = augmentation
        both[other] = other.limit / 4
        let together = drawn(both, step: 5)
        if word == .stroke || other != .stroke { #expect(together.map(\.stroke) == alone.map(\.stroke)) }
        if word == .contrast || other != .contrast { #expect(together.map(\.contrast) == alone.map(\.contrast)) }
        if word == .elastic { #expect(together.map(\.elastic) == alone.map(\.elastic)) }
        if word == .cutout { #expect(together.map(\.cutout) == alone.map(\.cutout)) }
      }
    }
  }

  @Test func `what is drawn stays in the ranges and uses them`() {
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
      let (least, most) = (values.min() ?? 9, values.max() ?? 9)
      #expect(least >= middle - range * 1.000_001 && least < middle - range * 0.9)
      #expect(most <= middle + range * 1.000_001 && most > middle + range * 0.9)
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

  @Test(arguments: [28, 56, 105]) func `strokes grow and shrink as the plain extremes of 3 × 3 pixels do`(side: Int) {
    let pixels = picture(side: side)
    let image = pixels.map { Double($0) / 255 }
    for radius in [Float(0.4), 1, 1.75, -0.4, -1, -1.75] {
      var variation = Variation()
      variation.stroke = radius
      var expected = image
      var left = Double(abs(radius))
      while left > 0 {
        let extreme = plainExtreme(expected, side: side, isLargest: radius > 0)
        expected = zip(expected, extreme).map { $0 + ($1 - $0) * min(left, 1) }
        left -= 1
      }
      let found = varied(pixels, side: side, variation)
      let worst = zip(found, expected).map { abs(Double($0) - $1) }.max() ?? 1
      #expect(worst < 1e-5)
      #expect(found.allSatisfy { $0 >= 0 && $0 <= 1 })
    }
  }

  @Test func `contrast and brightness are those of the definition, kept in 0 to 1`() {
    let pixels = picture(side: 28)
    let image = pixels.map { Double($0) / 255 }
    let mean = image.reduce(0, +) / 784
    for (contrast, brightness) in [(Float(1.5), Float(1)), (0.5, 1), (1, 0.6), (1, 1.7), (0.3, 1.2), (2, 0.1)] {
      var variation = Variation()
      (variation.contrast, variation.brightness) = (contrast, brightness)
      let expected = image.map { value -> Double in
        let changed = ((value - mean) * Double(contrast) + mean) * Double(brightness)
        return min(max(changed, 0), 1)
      }
      for (value, other) in zip(varied(pixels, side: 28, variation), expected) {
        #expect(abs(Double(value) - other) < 1e-5)
      }
    }
  }

  @Test func `a cutout is nothing where it is, and the image elsewhere`() {
    let pixels = [UInt8](repeating: 255, count: 784)
    var variation = Variation()
    variation.brightness = 0.5
    variation.cutout = Variation.Cutout(rows: 3..<9, columns: 20..<28)
    let found = varied(pixels, side: 28, variation)
    for place in 0..<784 {
      let isOut = (3..<9).contains(place / 28) && (20..<28).contains(place % 28)
      #expect(found[place] == (isOut ? 0 : 0.5))
    }
  }

  @Test func `a mirrored class stays its class: mirrored first, then turned`() {
    let pixels = picture(side: 28)
    var (mirrored, upended) = (pixels, pixels)
    for row in 0..<28 {
      for column in 0..<28 {
        mirrored[row * 28 + column] = pixels[row * 28 + 27 - column]
        upended[row * 28 + column] = pixels[(27 - row) * 28 + column]
      }
    }
    for turns in 0..<4 {
      let turned = Variation(map: AffineMap.identity.afterQuarterTurns(turns))
      let across = Variation(map: turned.map.afterMirroring(across: true, down: false))
      let down = Variation(map: turned.map.afterMirroring(across: false, down: true))
      #expect(varied(pixels, side: 28, across) == varied(mirrored, side: 28, turned))
      #expect(varied(pixels, side: 28, down) == varied(upended, side: 28, turned))
    }
    var always = Augmentation.none
    always.flipHorizontal = 1
    #expect(drawn(always, turns: [0])[0].map == AffineMap.identity.afterMirroring(across: true, down: false))
  }

  @Test func `amounts of any size or none stay inside memory`() {
    let pixels = picture(side: 28)
    for value in [Float.nan, .infinity, -.infinity, 1e30, -5] {
      var augmentation = Augmentation.none
      for word in AugmentationWord.allCases { augmentation[word] = value }
      for variation in drawn(augmentation, side: 28) { #expect(varied(pixels, side: 28, variation).count == 784) }
    }
  }

  @Test func `batches with every kind on are a function of the step`() throws {
    let data = try dataset(groupSizes: [6, 6], images: 4)
    var recipe = Recipe()
    recipe.batchClasses = 5
    recipe.batchImages = 3
    for word in AugmentationWord.allCases { recipe.augmentation[word] = word.limit / 4 }
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

/// The largest or smallest of the 3 × 3 pixels about each, zero outside.
private func plainExtreme(_ image: [Double], side: Int, isLargest: Bool) -> [Double] {
  (0..<side * side).map { place in
    var found = image[place]
    for y in place / side - 1...place / side + 1 {
      for x in place % side - 1...place % side + 1 {
        let isInside = (0..<side).contains(x) && (0..<side).contains(y)
        let value = isInside ? image[y * side + x] : 0
        found = isLargest ? max(found, value) : min(found, value)
      }
    }
    return found
  }
}
