/// The similarity from which two images count as the same class.
public struct SimilarityThreshold: Codable, Equatable, Sendable {
  /// The threshold as a score: a logit of the pair head, or a negated squared distance.
  public var score: Float
  /// The threshold as a similarity, 0…1.
  public var similarity: Float
  /// The classes whose pairs determined the threshold: `validation`, or `training` without a validation set.
  public var chosenOn: String
  /// The share of those pairs that the threshold classifies correctly, 0…1.
  public var accuracy: Float

  /// Creates a threshold.
  public init(score: Float, similarity: Float, chosenOn: String, accuracy: Float) {
    self.score = score
    self.similarity = similarity
    self.chosenOn = chosenOn
    self.accuracy = accuracy
  }
}
