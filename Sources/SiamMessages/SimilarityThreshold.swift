/// The similarity from which two images are taken for one class.
public struct SimilarityThreshold: Codable, Equatable, Sendable {
  /// In the units that pairs are told apart by: a pair head's logit, else a squared distance with its sign turned.
  public var score: Float
  /// The similarity that `score` is, 0…1.
  public var similarity: Float
  /// Which classes' pairs chose it: `validation`, or `training` where nothing was held out.
  public var chosenOn: String
  /// The share of those pairs that it tells rightly, 0…1.
  public var accuracy: Float

  /// A threshold and what chose it.
  public init(score: Float, similarity: Float, chosenOn: String, accuracy: Float) {
    self.score = score
    self.similarity = similarity
    self.chosenOn = chosenOn
    self.accuracy = accuracy
  }
}
