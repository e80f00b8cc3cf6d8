/// How a triplet lies about the margin, as `MinedCounts` has it; the costliest kind first.
enum TripletKind: Int, CaseIterable {
  /// d⁺ ≥ d⁻.
  case hard
  /// In the margin.
  case semiHard
  /// Costs nothing.
  case easy

  /// The kind of a triplet by its d⁺ and d⁻; `cost` is d⁺ + α − d⁻.
  init(positive: Float, negative: Float, cost: Float) {
    self = cost <= 0 ? .easy : negative > positive ? .semiHard : .hard
  }
}
