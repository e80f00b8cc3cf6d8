import SiamCanvas
import SiamCore

/// The curves of a run over steps.
struct Curves: Equatable, Sendable {
  /// The curves that get a point with every step.
  var steps = StepCurves()
  /// The loss on the validation classes.
  var validationLoss = History(decay: 0)
  /// The equal error rate of validation pairs.
  var validationEER = History(decay: 0)

  /// The training loss.
  var loss: History { steps[.loss] }
  /// The share of triplets or pairs that are active.
  var activeShare: History { steps[.activeShare] }
  /// Images per second.
  var imagesPerSecond: History { steps[.imagesPerSecond] }
  /// The norm of the gradient.
  var gradientNorm: History { steps[.gradientNorm] }
  /// The effective rank of the embeddings.
  var effectiveRank: History { steps[.effectiveRank] }
  /// The training time in seconds.
  var seconds: History { steps[.seconds] }
}

/// The episode accuracy of one way and shot over steps.
struct AccuracySeries: Equatable, Sendable {
  /// The way and shot.
  var setting: EpisodeSetting
  /// The accuracy.
  var accuracy = History(decay: 0)
  /// The lower end of the 95 % interval.
  var low = History(decay: 0)
  /// The upper end of the 95 % interval.
  var high = History(decay: 0)
  /// The latest evaluation.
  var latest: EvaluationReport

  /// Adds the point of an evaluation.
  mutating func append(_ point: EvaluationPoint, at position: Double) {
    let half = point.interval95.isFinite ? Double(max(0, point.interval95)) : 0
    accuracy.append(Double(point.accuracy), at: position)
    low.append(Double(point.accuracy) - half, at: position)
    high.append(Double(point.accuracy) + half, at: position)
  }
}
