/// A curve that gets a point at every step. The raw value is its index in a run's `events.index`.
package enum StepCurve: Int, CaseIterable, Sendable {
  // Metrics of `StepReport`.
  case loss, activeShare, imagesPerSecond, gradientNorm, effectiveRank, seconds
  /// The mean d⁻ minus the mean d⁺ of the mined triplets, squared; the gap at which a mean triplet has zero loss; and
  /// the mean d⁺ plus that gap.
  case gap, needed, reach
  // Mined triplets by kind.
  case easy, semiHard, hard
  /// The area under the ROC curve of the batch's pairs by distance, 1 minus it, and the equal error rate.
  case auc, aucError, equalErrorRate
  // Quantiles of the squared distances of same-class and different-class pairs.
  case positive05, positive25, positive50, positive75, positive95
  case negative05, negative25, negative50, negative75, negative95

  /// The shares of pairs below the five quantile curves, in ascending order.
  package static let quantileShares = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// The decay of the smoothed curve per step.
  package var decay: Double {
    switch self {
    case .loss, .gap, .reach, .auc, .aucError, .equalErrorRate: 0.95
    case .imagesPerSecond: 0.8
    case .seconds, .needed, .easy, .semiHard, .hard: 0
    default: 0.9
    }
  }
}
