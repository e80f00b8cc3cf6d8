/// The rotation, with or without a reflection, that best aligns points with their earlier positions.
///
/// It keeps a map from flipping between updates: the signs and the order of principal axes are arbitrary.
///
/// Source: Schönemann 1966, A generalized solution of the orthogonal Procrustes problem; in two dimensions the best
/// rotation and the best reflection have closed forms.
package struct PlaneAlignment: Sendable {
  /// The images of the two unit vectors.
  private let columns: (x: SIMD2<Float>, y: SIMD2<Float>)

  /// Aligns `points` with as many `targets`, both relative to their mean; without distinct points it is the identity.
  package init(_ points: [SIMD2<Float>], to targets: [SIMD2<Float>]) {
    precondition(points.count == targets.count, "one target per point")
    let count = Float(max(points.count, 1))
    let (from, to) = (points.reduce(.zero, +) / count, targets.reduce(.zero, +) / count)
    // The sums of x′x, x′y, y′x and y′y, where ′ marks targets.
    var sums = SIMD4<Double>.zero
    for (point, target) in zip(points, targets) {
      let (point, target) = (SIMD2<Double>(point - from), SIMD2<Double>(target - to))
      sums += SIMD4(target.x * point.x, target.x * point.y, target.y * point.x, target.y * point.y)
    }
    let rotation = SIMD2(sums[0] + sums[3], sums[2] - sums[1])
    let reflection = SIMD2(sums[0] - sums[3], sums[2] + sums[1])
    let lengths = SIMD2(
      (rotation * rotation).sum().squareRoot(), (reflection * reflection).sum().squareRoot())
    let isReflection = lengths[1] > lengths[0]
    let length = isReflection ? lengths[1] : lengths[0]
    guard length > 0, length.isFinite else {
      columns = (SIMD2(1, 0), SIMD2(0, 1))
      return
    }
    let turn = SIMD2<Float>((isReflection ? reflection : rotation) / length)
    columns = (turn, isReflection ? SIMD2(turn.y, -turn.x) : SIMD2(-turn.y, turn.x))
  }

  /// Returns the aligned position of a point.
  package func apply(_ point: SIMD2<Float>) -> SIMD2<Float> { columns.x * point.x + columns.y * point.y }
}
