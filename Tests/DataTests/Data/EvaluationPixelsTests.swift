import Foundation
import SiamCore
import Testing

@testable import SiamData

/// Images for evaluation: turned, or as test-time variants.
struct EvaluationPixelsTests {
  private let data: Dataset

  init() throws { data = try dataset(groupSizes: [3, 3], images: 3) }

  @Test func `turned images are exact and equal those of a training batch`() {
    let images = [ImageID(4), ImageID(1), ImageID(16)]
    var turned: [Float] = []
    var plain: [Float] = []
    data.pixels(of: images, into: &plain)
    for turns in -4..<8 {
      data.pixels(of: images, turned: turns, into: &turned)
      var expected = plain
      for _ in 0..<(turns & 3) {
        let before = expected
        for index in before.indices {
          let (image, row, column) = (index / 784, index % 784 / 28, index % 28)
          // The pixel at the right end of its row moves to the top of its column.
          expected[index] = before[image * 784 + column * 28 + 27 - row]
        }
      }
      #expect(turned == expected)
      var sampled: [Float] = []
      let map = AffineMap.identity.afterQuarterTurns(turns)
      data.sample(images, by: [map, map, map], into: &sampled)
      #expect(turned == sampled)
    }
  }

  @Test func `the first variant is the image, and the others differ slightly`() {
    let variants = TestTimeVariants(count: TestTimeVariants.counts.upperBound)
    #expect(variants.count == 19)
    let images = [ImageID(2), ImageID(7)]
    var (pixels, plain): ([Float], [Float]) = ([], [])
    data.pixels(of: images, into: &plain)
    var seen: [[Float]] = []
    for number in 0..<variants.count {
      data.pixels(of: images, variant: number, of: variants, into: &pixels)
      #expect(pixels.count == 2 * 784)
      #expect((pixels == plain) == (number == 0))
      #expect(!seen.contains(pixels))
      seen.append(pixels)
      // The image's corners move by no more than an eighth of it.
      let map = variants.map(number, side: 28)
      for (x, y) in [(Float(14), Float(14)), (-14, 14), (14, -14)] {
        let moved = (map.xx * x + map.xy * y + map.shiftX - x, map.yx * x + map.yy * y + map.shiftY - y)
        #expect(abs(moved.0) < 3.5 && abs(moved.1) < 3.5)
      }
    }
  }

  @Test func `variants come in pairs whose maps cancel`() {
    let variants = TestTimeVariants(count: 11)
    let angle = Float(6) * .pi / 180
    #expect(variants.map(1, side: 56) == AffineMap(angle: angle))
    #expect(variants.map(2, side: 56) == AffineMap(angle: -angle))
    #expect(variants.map(3, side: 56) == AffineMap(scale: 1.08))
    #expect(variants.map(5, side: 56) == AffineMap(shear: 0.12))
    #expect(variants.map(7, side: 56).shiftX == 0.03 * 56)
    #expect(variants.map(10, side: 100).shiftY == -3)
    #expect(TestTimeVariants(count: 0).count == 1)
    #expect(TestTimeVariants(count: 500).count == TestTimeVariants.counts.upperBound)
  }

  @Test func `a turned variant is the variant of the turned image`() {
    let variants = TestTimeVariants(count: 4)
    let images = [ImageID(5)]
    var (pixels, turned): ([Float], [Float]) = ([], [])
    data.pixels(of: images, turned: 1, into: &turned)
    data.pixels(of: images, variant: 0, of: variants, turned: 1, into: &pixels)
    #expect(pixels == turned)
    data.pixels(of: images, variant: 3, of: variants, turned: 2, into: &pixels)
    var expected: [Float] = []
    data.sample(images, by: [AffineMap(scale: 1.08).afterQuarterTurns(2)], into: &expected)
    #expect(pixels == expected)
  }
}
