import SiamMessages
import SiamTensors

/// How one image of a batch is varied: what was drawn for it.
struct Variation: Equatable, Sendable {
  /// Where its pixels come from.
  var map = AffineMap.identity
  /// Nodes of the displacements added to that, as `ElasticField.draw` gives them; empty for none.
  var elastic: [SIMD8<Float>] = []
  /// Pixels by which strokes grow (or, below 0, shrink) on each side, before the image is mapped.
  var stroke: Float = 0
  /// What the pixels' difference to their mean is multiplied with, after the image is mapped.
  var contrast: Float = 1
  /// What the pixels are multiplied with after that.
  var brightness: Float = 1
  /// Pixels set to 0 at the end, or nil.
  var cutout: Cutout?

  /// A rectangle of pixels.
  struct Cutout: Equatable, Sendable {
    var rows: Range<Int>
    var columns: Range<Int>
  }

  /// Whether pixels change after they have been mapped.
  var changesValues: Bool { contrast != 1 || brightness != 1 }
}

extension Variation {
  /// Draws how the images of a batch are varied, each first turned counterclockwise by some quarters.
  ///
  /// The maps of all images are drawn first, then a fixed count of numbers an image, then the elastic fields: so a kind
  /// of variation that is turned on leaves the others as they were.
  static func draw(
    _ ranges: Augmentation, quarterTurns: [Int], width: Int, height: Int, _ generator: inout SeededGenerator
  ) -> [Variation] {
    var variations = quarterTurns.map { turns in
      Variation(
        map: AffineMap(random: ranges, width: width, height: height, &generator).afterQuarterTurns(turns))
    }
    guard ranges.hasMoreThanAffine else { return variations }
    for index in variations.indices {
      variations[index].drawRest(ranges, width: width, height: height, &generator)
    }
    guard ranges.elastic > 0 else { return variations }
    for index in variations.indices {
      variations[index].elastic = ElasticField.draw(
        x: ranges.elastic * Float(width), y: ranges.elastic * Float(height), &generator)
    }
    return variations
  }

  private mutating func drawRest(
    _ ranges: Augmentation, width: Int, height: Int, _ generator: inout SeededGenerator
  ) {
    // Mirrored before it is turned: a class turned by a quarter is the same class whether mirrored or not.
    let isMirroredAcross = generator.uniform() < ranges.flipHorizontal
    let isMirroredDown = generator.uniform() < ranges.flipVertical
    map = map.afterMirroring(across: isMirroredAcross, down: isMirroredDown)
    stroke = generator.symmetric(ranges.stroke) * Float(min(width, height)) / 28
    contrast = 1 + generator.symmetric(ranges.contrast)
    brightness = 1 + generator.symmetric(ranges.brightness)
    let middle = (column: generator.below(width), row: generator.below(height))
    let share = ranges.cutout > 0 ? min(ranges.cutout, 1) : 0
    let side = Int((share * Float(min(width, height))).rounded())
    if side > 0 {
      // A square about a pixel near the border lies partly outside, as in the paper.
      func extent(_ middle: Int, _ count: Int) -> Range<Int> {
        max(middle - side / 2, 0)..<min(middle - side / 2 + side, count)
      }
      cutout = Cutout(rows: extent(middle.row, height), columns: extent(middle.column, width))
    }
  }
}
