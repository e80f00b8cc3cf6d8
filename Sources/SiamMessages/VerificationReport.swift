/// How well pairs of one class are told from pairs of two.
public struct VerificationReport: Codable, Equatable, Sendable {
  /// What the pairs were told apart by: `distance`, `pair-similarity`.
  public var score: String
  /// All pairs.
  public var pairs: Int
  /// Those of one class.
  public var samePairs: Int
  /// The area under the ROC, 0…1; 0.5 is chance.
  public var auc: Float
  /// The equal error rate, 0…1.
  public var eer: Float
  /// The false non-match rate, 0…1, where at most 1 % of different pairs match.
  public var falseNonMatchAt1Percent: Float
  /// The false non-match rate, 0…1, where at most 0.1 % of different pairs match.
  public var falseNonMatchAt01Percent: Float
  /// Pairs of at least this similarity, 0…1, are called the same.
  public var threshold: Float
  /// The share of pairs that `threshold` calls rightly, 0…1.
  public var accuracy: Float

  /// How well pairs of one class are told from pairs of two.
  public init(
    score: String, pairs: Int, samePairs: Int, auc: Float, eer: Float, falseNonMatchAt1Percent: Float,
    falseNonMatchAt01Percent: Float, threshold: Float, accuracy: Float
  ) {
    self.score = score
    self.pairs = pairs
    self.samePairs = samePairs
    self.auc = auc
    self.eer = eer
    self.falseNonMatchAt1Percent = falseNonMatchAt1Percent
    self.falseNonMatchAt01Percent = falseNonMatchAt01Percent
    self.threshold = threshold
    self.accuracy = accuracy
  }
}
