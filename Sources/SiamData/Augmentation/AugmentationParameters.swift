import SiamCore
import SiamTensors

/// The random augmentation of one image, as it was drawn.
struct AugmentationParameters: Equatable, Sendable {
  /// Maps each pixel to its source.
  var map = AffineMap.identity
  /// The nodes of an elastic field added to the map, from `ElasticField.draw`; empty for none.
  var elastic: [SIMD8<Float>] = []
  /// The number of pixels by which strokes grow (or, below 0, shrink) on each side before the image is mapped.
  var stroke: Float = 0
  /// The factor of the pixels' difference from their mean, applied after the map.
  var contrast: Float = 1
  /// The factor of the pixels, applied after the contrast.
  var brightness: Float = 1
  /// The pixels set to 0 at the end, or nil.
  var cutout: Cutout?

  /// A rectangle of pixels.
  struct Cutout: Equatable, Sendable {
    var rows: Range<Int>
    var columns: Range<Int>
  }

  /// Whether contrast or brightness change the pixels.
  var changesValues: Bool { contrast != 1 || brightness != 1 }
}

extension AugmentationParameters {
  /// Draws the parameters for the images of a batch, each first turned counterclockwise by its quarter turns.
  ///
  /// The maps of all images are drawn first, then a fixed number of values for each image, then the elastic fields, so
  /// that turning on one kind of augmentation doesn't change the others.
  static func draw(
    _ ranges: Augmentation, quarterTurns: [Int], width: Int, height: Int, _ generator: inout SeededGenerator
  ) -> [AugmentationParameters] {
    var parameters = quarterTurns.map { turns in
      AugmentationParameters(
        map: AffineMap(random: ranges, width: width, height: height, &generator).afterQuarterTurns(turns))
    }
    guard ranges.hasMoreThanAffine else { return parameters }
    for index in parameters.indices {
      parameters[index].drawRest(ranges, width: width, height: height, &generator)
    }
    guard ranges.elastic > 0 else { return parameters }
    for index in parameters.indices {
      parameters[index].elastic = ElasticField.draw(
        x: ranges.elastic * Float(width), y: ranges.elastic * Float(height), &generator)
    }
    return parameters
  }

  private mutating func drawRest(
    _ ranges: Augmentation, width: Int, height: Int, _ generator: inout SeededGenerator
  ) {
    // Mirrored before it is turned: a class turned by a quarter stays the same class when mirrored.
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
      // A square around a pixel near the border lies partly outside, as in the paper.
      func extent(_ middle: Int, _ count: Int) -> Range<Int> {
        max(middle - side / 2, 0)..<min(middle - side / 2 + side, count)
      }
      cutout = Cutout(rows: extent(middle.row, height), columns: extent(middle.column, width))
    }
  }
}
