public import SiamCore

/// The settings of an evaluation of a trained model.
public struct EvaluationOptions: Equatable, Sendable {
  /// The number of episodes per setting.
  public var episodes = 600
  /// The number of queries per class in an episode.
  public var queries = 5
  /// The classifiers to compare, the first of which is the main one; empty for the objective's defaults.
  public var classifiers: [ClassifierName] = []
  /// The number of neighbours of the `k-nearest` classifier.
  public var neighbours = ClassifierName.defaultNeighbourCount
  /// Whether all classes of an episode are from one group.
  public var isWithinGroup = false
  /// The seed of the episodes and the pairs.
  public var seed: UInt64 = 1
  /// The number of test-time variants that an image's embedding is averaged over; 1 is only the unchanged image.
  public var variants = 1
  /// Whether a class rotated by a quarter turn counts as another class.
  public var quarterTurnClasses = false

  /// Makes the default options: 600 episodes with 5 queries per class.
  public init() {}
}
