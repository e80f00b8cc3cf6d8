package import SiamFewShot

/// How a trained model is to be examined.
package struct EvaluationOrder: Equatable, Sendable {
  /// Episodes of each setting.
  package var episodes = 600
  /// Queries of each class in an episode.
  package var queries = 5
  /// The first is the one whose accuracy is reported first; empty for the objective's own and the nearest neighbour.
  package var classifiers: [ClassifierName] = []
  /// k of `k-nearest`.
  package var neighbours = ClassifierName.usualNeighbours
  /// Whether the classes of an episode are of one group.
  package var isWithinGroup = false
  /// Seeds the episodes and the pairs.
  package var seed: UInt64 = 1
  /// Test-time variants an image's embedding is averaged over; 1 is the image as it is.
  package var variants = 1
  /// Whether a class turned by a quarter is another class.
  package var quarterTurnClasses = false

  /// 600 episodes with 5 queries a class.
  package init() {}
}
