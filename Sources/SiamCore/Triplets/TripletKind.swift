/// The kind of a triplet at a margin; the kind with the highest loss first.
///
/// A triplet with a NaN distance is hard, so that a broken embedding never looks solved.
package enum TripletKind: Int, CaseIterable, Equatable, Sendable {
  /// d⁻ ≤ d⁺: the negative is at least as near as the positive.
  case hard
  /// d⁺ < d⁻ < d⁺ + α: the negative lies within the margin.
  case semiHard
  /// d⁻ ≥ d⁺ + α: the hinge loss is 0.
  case easy

  /// The kind of a triplet by its distances; `cost` is d⁺ + α − d⁻.
  package init(positive: Float, negative: Float, cost: Float) {
    self = cost <= 0 ? .easy : negative > positive ? .semiHard : .hard
  }

  /// The kind of a triplet by its gap d⁻ − d⁺, with triplets easy from `threshold` on.
  package init(gap: Double, threshold: Double) {
    self = gap >= threshold ? .easy : gap > 0 ? .semiHard : .hard
  }
}
