import Foundation
import SiamCanvas
import SiamCore

/// A triplet laid out in a plane by its squared distances, true to scale.
///
/// The anchor is the origin; p lies at the left of the vertical axis and n at the right.
struct FeatureSpace: Equatable, Sendable {
  /// A point of the plane; y points up.
  struct Point: Equatable, Sendable {
    var x: Double
    var y: Double

    /// The Euclidean distance to another point.
    func distance(to other: Point) -> Double {
      let (dx, dy) = (x - other.x, y - other.y)
      return (dx * dx + dy * dy).squareRoot()
    }
  }

  /// The position of p.
  let positive: Point
  /// The position of n.
  let negative: Point
  /// √(d⁺ + α); the loss is above zero while n lies within this radius.
  let radius: Double

  /// Lays out a triplet.
  ///
  /// - Parameters:
  ///   - positiveDistance: d⁺, the squared distance from a to p.
  ///   - negativeDistance: d⁻, the squared distance from a to n.
  ///   - oppositeDistance: the squared distance from p to n, limited to what a triangle allows.
  ///   - margin: α, a squared distance.
  init(positiveDistance: Double, negativeDistance: Double, oppositeDistance: Double, margin: Double) {
    let toPositive = max(0, positiveDistance).squareRoot()
    let toNegative = max(0, negativeDistance).squareRoot()
    let product = 2 * toPositive * toNegative
    let cosine =
      product > 1e-12 ? (toPositive * toPositive + toNegative * toNegative - max(0, oppositeDistance)) / product : -1
    let half = acos(min(1, max(-1, cosine))) / 2
    positive = Point(x: -toPositive * sin(half), y: toPositive * cos(half))
    negative = Point(x: toNegative * sin(half), y: toNegative * cos(half))
    radius = max(0, positiveDistance + margin).squareRoot()
  }

  /// The radius around the anchor that must be visible.
  var extent: Double {
    let origin = Point(x: 0, y: 0)
    return max(radius, positive.distance(to: origin), negative.distance(to: origin))
  }

  /// Half the height of the view; one of a few sizes, so that the scale rarely changes from triplet to triplet.
  var viewRadius: Double {
    let sizes = [0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 1, 1.2, 1.45, 1.7, 2, 2.4, 3]
    let needed = extent * 1.04
    return sizes.first { $0 >= needed } ?? (needed.isFinite ? needed : 1)
  }
}

/// Maps the plane of a feature space to the dots of a raster, with the same scale in both directions.
struct FeatureProjection: Equatable, Sendable {
  /// The position of the anchor in dots.
  let centre: (x: Double, y: Double)
  /// The number of dots per unit of length.
  let dotsPerUnit: (x: Double, y: Double)

  /// Fits the view into a raster of cells that are twice as high as wide.
  init(columns: Int, rows: Int, charset: Charset, viewRadius: Double) {
    let (across, down) = charset.dotsPerCell
    let half = min(Double(columns) / 2, Double(rows)) - 0.5
    let cellsPerUnit = max(0.001, half) / max(viewRadius, 1e-6)
    dotsPerUnit = (cellsPerUnit * Double(across), cellsPerUnit * Double(down) / 2)
    centre = (Double(columns * across - 1) / 2, Double(rows * down - 1) / 2)
  }

  /// Returns the position of a point in dots; y points down.
  func dot(_ point: FeatureSpace.Point) -> (x: Double, y: Double) {
    (centre.x + point.x * dotsPerUnit.x, centre.y - point.y * dotsPerUnit.y)
  }

  static func == (left: FeatureProjection, right: FeatureProjection) -> Bool {
    left.centre == right.centre && left.dotsPerUnit == right.dotsPerUnit
  }
}
