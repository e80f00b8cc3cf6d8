import Foundation
import SiamCanvas
import SiamMessages

/// Three points placed in a plane by their squared distances, the anchor at the origin, true to scale.
///
/// The triangle stands on its anchor, p at the left of the upright and n at the right of it.
struct FeatureSpace: Equatable, Sendable {
  /// A point of the plane, y upwards.
  struct Point: Equatable, Sendable {
    var x: Double
    var y: Double

    /// To another point.
    func distance(to other: Point) -> Double {
      let (dx, dy) = (x - other.x, y - other.y)
      return (dx * dx + dy * dy).squareRoot()
    }
  }

  /// Where p is.
  let positive: Point
  /// Where n is.
  let negative: Point
  /// √(d⁺ + α): n within costs.
  let radius: Double

  /// Places a triplet.
  ///
  /// - Parameters:
  ///   - positiveDistance: d⁺, squared.
  ///   - negativeDistance: d⁻, squared.
  ///   - oppositeDistance: between p and n, squared; cut to what a triangle allows.
  ///   - margin: α.
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

  /// What must be seen around the anchor.
  var extent: Double {
    let origin = Point(x: 0, y: 0)
    return max(radius, positive.distance(to: origin), negative.distance(to: origin))
  }

  /// Half the height of the view: one of few sizes, so that the scale stands still while triplets come and go.
  var viewRadius: Double {
    let sizes = [0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 1, 1.2, 1.45, 1.7, 2, 2.4, 3]
    let wanted = extent * 1.04
    return sizes.first { $0 >= wanted } ?? (wanted.isFinite ? wanted : 1)
  }
}

/// Maps the plane of a feature space to the dots of a raster, the same length across and up.
struct FeatureProjection: Equatable, Sendable {
  /// Of the anchor, in dots.
  let centre: (x: Double, y: Double)
  /// Dots for a unit of length.
  let dotsPerUnit: (x: Double, y: Double)

  /// The whole view in a raster of cells twice as high as wide.
  init(columns: Int, rows: Int, charset: Charset, viewRadius: Double) {
    let (across, down) = charset.dotsPerCell
    let half = min(Double(columns) / 2, Double(rows)) - 0.5
    let cellsPerUnit = max(0.001, half) / max(viewRadius, 1e-6)
    dotsPerUnit = (cellsPerUnit * Double(across), cellsPerUnit * Double(down) / 2)
    centre = (Double(columns * across - 1) / 2, Double(rows * down - 1) / 2)
  }

  /// A point in dots, downwards.
  func dot(_ point: FeatureSpace.Point) -> (x: Double, y: Double) {
    (centre.x + point.x * dotsPerUnit.x, centre.y - point.y * dotsPerUnit.y)
  }

  static func == (left: FeatureProjection, right: FeatureProjection) -> Bool {
    left.centre == right.centre && left.dotsPerUnit == right.dotsPerUnit
  }
}
