/// The results of verification: how well similarities separate same-class from different-class pairs.
public struct VerificationReport: Codable, Equatable, Sendable {
  /// The source of the similarities: `distance` or `pair-similarity`.
  public var score: String
  /// The number of pairs.
  public var pairs: Int
  /// The number of same-class pairs.
  public var samePairs: Int
  /// The area under the ROC curve, 0…1; 0.5 is chance.
  public var auc: Float
  /// The equal error rate, 0…1.
  public var eer: Float
  /// The false non-match rate, 0…1, at a false match rate of at most 1 %.
  public var falseNonMatchAt1Percent: Float
  /// The false non-match rate, 0…1, at a false match rate of at most 0.1 %.
  public var falseNonMatchAt01Percent: Float
  /// The similarity, 0…1, from which pairs count as the same class.
  public var threshold: Float
  /// The share of pairs that `threshold` classifies correctly, 0…1; with folds, the mean over them.
  public var accuracy: Float
  /// True if the classes are those of training (`--same-classes`); nil if they were not trained on.
  public var sameClasses: Bool?
  /// The standard error of the mean over the folds; nil without folds.
  public var standardError: Float?
  /// The folds of a published list of pairs; nil without folds.
  public var folds: [Fold]?

  /// A fold, whose pairs are classified by the threshold that is best on all other folds.
  public struct Fold: Codable, Equatable, Sendable {
    /// The share of its pairs that are classified correctly, 0…1.
    public var accuracy: Float
    /// The similarity, 0…1, from which its pairs count as the same class.
    public var threshold: Float

    /// Creates a fold.
    public init(accuracy: Float, threshold: Float) {
      self.accuracy = accuracy
      self.threshold = threshold
    }
  }

  /// Creates a report.
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
