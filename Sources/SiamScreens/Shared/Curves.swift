import SiamCanvas
import SiamMessages

/// The run's curves over steps.
struct Curves: Equatable, Sendable {
  /// Training loss.
  var loss = History(decay: 0.95)
  /// Held-out loss.
  var heldOutLoss = History(decay: 0)
  /// Equal error rate of held-out pairs.
  var heldOutEER = History(decay: 0)
  /// Active share.
  var activeShare = History(decay: 0.9)
  /// Images a second.
  var imagesPerSecond = History(decay: 0.8)
  /// The gradient's norm.
  var gradientNorm = History(decay: 0.9)
  /// The embeddings' effective rank.
  var effectiveRank = History(decay: 0.9)
  /// Training time.
  var seconds = History(decay: 0)
}

/// Episode accuracy of one way and shot.
struct AccuracySeries: Equatable, Sendable {
  /// k and n.
  var setting: EpisodeSetting
  /// Over steps.
  var accuracy = History(decay: 0)
  /// Accuracy less half the interval.
  var low = History(decay: 0)
  /// Accuracy and half the interval.
  var high = History(decay: 0)
  /// The newest evaluation.
  var latest: EvaluationReport
}
