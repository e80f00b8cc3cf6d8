import SiamCanvas
import SiamMessages

/// The run's curves over steps.
struct Curves: Equatable, Sendable {
  /// Those that every step adds a point to.
  var steps = StepCurves()
  /// Held-out loss.
  var heldOutLoss = History(decay: 0)
  /// Equal error rate of held-out pairs.
  var heldOutEER = History(decay: 0)

  /// Training loss.
  var loss: History { steps[.loss] }
  /// Active share.
  var activeShare: History { steps[.activeShare] }
  /// Images a second.
  var imagesPerSecond: History { steps[.imagesPerSecond] }
  /// The gradient's norm.
  var gradientNorm: History { steps[.gradientNorm] }
  /// The embeddings' effective rank.
  var effectiveRank: History { steps[.effectiveRank] }
  /// Training time.
  var seconds: History { steps[.seconds] }
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

  /// Adds a point.
  mutating func append(_ point: EvaluationPoint, at position: Double) {
    let half = point.interval95.isFinite ? Double(max(0, point.interval95)) : 0
    accuracy.append(Double(point.accuracy), at: position)
    low.append(Double(point.accuracy) - half, at: position)
    high.append(Double(point.accuracy) + half, at: position)
  }
}
