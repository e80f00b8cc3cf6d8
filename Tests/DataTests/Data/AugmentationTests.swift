import Foundation
import SiamCore
import SiamTensors
import Testing

@testable import SiamData

struct AugmentationTests {
  private let data: Dataset

  init() throws { data = try dataset(groupSizes: [6, 6], images: 4) }

  private func image(_ index: Int) -> [Float] {
    data.pixels.bytes[index * 784..<(index + 1) * 784].map { Float($0) / 255 }
  }

  private func sampled(_ index: Int, by map: AffineMap) -> [Float] {
    var pixels: [Float] = []
    data.sample([ImageID(index)], by: [map], into: &pixels)
    return pixels
  }

  @Test func `without augmentation the image is unchanged`() {
    #expect(sampled(3, by: .identity) == image(3))
    var generator = SeededGenerator(seed: 1, purpose: .augmentation)
    let map = AffineMap(random: .none, width: 28, height: 28, &generator)
    #expect(sampled(3, by: map) == image(3))
    var pixels: [Float] = [1, 2, 3]
    data.pixels(of: [ImageID(3), ImageID(5)], into: &pixels)
    #expect(pixels == image(3) + image(5))
  }

  @Test func `quarter turns are exact and counterclockwise`() {
    var expected = image(2)
    for turns in 0..<5 {
      #expect(sampled(2, by: AffineMap.identity.afterQuarterTurns(turns)) == expected)
      let before = expected
      // The pixel at the right end of its row moves to the top of its column.
      expected = (0..<784).map { before[$0 % 28 * 28 + 27 - $0 / 28] }
    }
    #expect(expected != image(2))
  }

  @Test func `turning and augmenting is augmenting the turned image`() {
    var generator = SeededGenerator(seed: 5, purpose: .augmentation)
    for turns in 0..<4 {
      let map = AffineMap(random: Augmentation(), width: 28, height: 28, &generator)
      let turned = sampled(7, by: AffineMap.identity.afterQuarterTurns(turns))
      let expected = plain(turned, map)
      for (value, other) in zip(sampled(7, by: map.afterQuarterTurns(turns)), expected) {
        #expect(abs(Double(value) - other) < 1e-4)
      }
    }
  }

  @Test func `a random map is the map of its angle, scales, shear and shift`() {
    var ranges = Augmentation()
    ranges.rotation = 40
    for step in 0..<20 {
      var generator = SeededGenerator(seed: 9, purpose: .augmentation, step: step)
      let map = AffineMap(random: ranges, width: 28, height: 20, &generator)
      var same = SeededGenerator(seed: 9, purpose: .augmentation, step: step)
      let drawn = (0..<6).map { _ in Double(same.symmetric(1)) }
      let angle = drawn[0] * 40 * .pi / 180
      let (scale, stretch, shear) = (1 + drawn[1] * 0.2, 1 + drawn[2] * 0.1, drawn[3] * 0.3)
      let expected = [
        cos(angle) * scale * stretch, (shear - sin(angle)) * scale, sin(angle) * scale, cos(angle) * scale,
        drawn[4] * 0.15 * 14, drawn[5] * 0.15 * 10,
      ]
      for (value, other) in zip([map.xx, map.xy, map.yx, map.yy, map.shiftX, map.shiftY], expected) {
        #expect(abs(Double(value) - other) < 1e-5)
      }
    }
  }

  @Test func `an augmented image equals a double-precision reference`() {
    for step in 0..<12 {
      var generator = SeededGenerator(seed: 4, purpose: .augmentation, step: step)
      var ranges = Augmentation()
      ranges.shift = 0.9
      let map = AffineMap(random: ranges, width: 28, height: 28, &generator)
      for (value, other) in zip(sampled(step, by: map), plain(image(step), map)) {
        #expect(abs(Double(value) - other) < 1e-4)
      }
    }
  }

  @Test func `extreme and NaN maps stay within memory`() {
    for value in [Float.nan, .infinity, -.infinity, 1e30, -1e30, 3e9] {
      var map = AffineMap.identity
      map.shiftX = value
      map.yy = -value
      #expect(sampled(0, by: map).allSatisfy { $0.isFinite })
    }
  }

  @Test func `a batch is a function of the step, whatever memory it reuses`() throws {
    var recipe = Recipe()
    recipe.batchClasses = 5
    recipe.batchImages = 3
    let maker = BatchMaker(dataset: data, recipe: recipe)
    var batch = maker.make(step: 11)
    let first = batch
    maker.make(step: 12, into: &batch)
    #expect(batch != first)
    maker.make(step: 11, into: &batch)
    #expect(batch == first)
    #expect(batch.pixels.count == 15 * 784)
    #expect(batch.labels == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4])
    #expect(batch.pixels.allSatisfy { $0 >= 0 && $0 <= 1 })
    recipe.seed = 99
    #expect(BatchMaker(dataset: data, recipe: recipe).make(step: 11) != first)
  }

  @Test func `training images are augmented differently, and validation images not at all`() throws {
    var recipe = Recipe()
    recipe.batchClasses = 4
    recipe.batchImages = 4
    let maker = BatchMaker(dataset: data, recipe: recipe)
    let batch = maker.make(step: 0)
    for (index, item) in batch.items.enumerated() {
      #expect(Array(batch.pixels[index * 784..<(index + 1) * 784]) != image(item.image.index))
    }
    let validation = BatchMaker(dataset: data, recipe: recipe, split: .validation).make(step: 0)
    for (index, item) in validation.items.enumerated() {
      #expect(Array(validation.pixels[index * 784..<(index + 1) * 784]) == image(item.image.index))
    }
  }
}

/// Bilinear sampling through an affine map by its definition, zero outside.
private func plain(_ image: [Float], _ map: AffineMap) -> [Double] {
  func pixel(_ x: Int, _ y: Int) -> Double {
    (0..<28).contains(x) && (0..<28).contains(y) ? Double(image[y * 28 + x]) : 0
  }
  return (0..<784).map { index in
    let x = Double(index % 28) - 13.5
    let y = Double(index / 28) - 13.5
    let sourceX = Double(map.xx) * x + Double(map.xy) * y + Double(map.shiftX) + 13.5
    let sourceY = Double(map.yx) * x + Double(map.yy) * y + Double(map.shiftY) + 13.5
    let left = sourceX.rounded(.down)
    let top = sourceY.rounded(.down)
    let (fx, fy) = (sourceX - left, sourceY - top)
    let (column, row) = (Int(left), Int(top))
    return (pixel(column, row) * (1 - fx) + pixel(column + 1, row) * fx) * (1 - fy)
      + (pixel(column, row + 1) * (1 - fx) + pixel(column + 1, row + 1) * fx) * fy
  }
}
