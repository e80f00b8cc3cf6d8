public import SiamMessages

/// How a trained model is to be examined.
public struct EvaluationOrder: Equatable, Sendable {
  /// Episodes of each setting.
  public var episodes = 600
  /// Queries of each class in an episode.
  public var queries = 5
  /// The first is the one whose accuracy is reported first; empty for the objective's own and the nearest neighbour.
  public var classifiers: [ClassifierName] = []
  /// k of `k-nearest`.
  public var neighbours = ClassifierName.usualNeighbours
  /// Whether the classes of an episode are of one group.
  public var isWithinGroup = false
  /// Seeds the episodes and the pairs.
  public var seed: UInt64 = 1
  /// Test-time variants an image's embedding is averaged over; 1 is the image as it is.
  public var variants = 1
  /// Whether a class turned by a quarter is another class.
  public var quarterTurnClasses = false

  /// 600 episodes with 5 queries a class.
  public init() {}
}
