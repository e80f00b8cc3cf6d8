/// The numbers of mined triplets by kind.
public struct MinedCounts: Codable, Equatable, Sendable {
  /// Triplets with d⁻ ≥ d⁺ + α, whose hinge loss is zero.
  public var easy: Int
  /// Triplets with d⁺ < d⁻ < d⁺ + α, within the margin.
  public var semiHard: Int
  /// Triplets with d⁻ ≤ d⁺: the negative is at least as near as the positive. A NaN distance counts as hard.
  public var hard: Int

  /// Creates counts (default: 0).
  public init(easy: Int = 0, semiHard: Int = 0, hard: Int = 0) {
    self.easy = easy
    self.semiHard = semiHard
    self.hard = hard
  }
}

extension MinedCounts {
  /// Counts a triplet by its distances; `cost` is d⁺ + α − d⁻.
  package mutating func count(positive: Float, negative: Float, cost: Float) {
    switch TripletKind(positive: positive, negative: negative, cost: cost) {
    case .easy: easy += 1
    case .semiHard: semiHard += 1
    case .hard: hard += 1
    }
  }
}
