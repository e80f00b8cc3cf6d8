import SiamCanvas
import SiamCore

/// The curves of the Margins screen, computed from the two distance histograms of each step.
struct MarginsState: Equatable, Sendable {
  private let steps: StepCurves

  /// Reads the curves of a run.
  init(_ steps: StepCurves) { self.steps = steps }

  /// The distribution of d⁺, over same-class pairs.
  var positive: DistanceBand {
    DistanceBand([.positive05, .positive25, .positive50, .positive75, .positive95].map { steps[$0] })
  }
  /// The distribution of d⁻, over different-class pairs.
  var negative: DistanceBand {
    DistanceBand([.negative05, .negative25, .negative50, .negative75, .negative95].map { steps[$0] })
  }
  /// The mean d⁻ minus the mean d⁺ of the mined pairs or triplets, as squared distances.
  var gap: History { steps[.gap] }
  /// The gap at which an average triplet has zero loss.
  var needed: History { steps[.needed] }
  /// The mean d⁺ of the mined pairs or triplets plus the needed gap.
  var reach: History { steps[.reach] }
  /// The number of mined triplets without loss.
  var easy: History { steps[.easy] }
  /// The number of mined triplets whose negative lies within the margin.
  var semiHard: History { steps[.semiHard] }
  /// The number of mined triplets whose negative is at least as close as the positive.
  var hard: History { steps[.hard] }
  /// The area under the ROC curve of the batch's pairs, classified by distance.
  var auc: History { steps[.auc] }
  /// 1 − AUC.
  var aucError: History { steps[.aucError] }
  /// The error rate at which the false match rate equals the false non-match rate.
  var equalErrorRate: History { steps[.equalErrorRate] }

  /// Whether any triplets were counted; a run that trains on pairs has none.
  var hasKinds: Bool { [easy, semiHard, hard].contains { ($0.smooth ?? 0) > 0 } }
}

/// Five quantiles of a distance over the run.
struct DistanceBand: Equatable, Sendable {
  /// One curve for each of `StepCurve.quantileShares`; an empty histogram leaves a gap.
  let quantiles: [History]

  init(_ quantiles: [History]) { self.quantiles = quantiles }

  /// The latest median, smoothed.
  var median: Double? { quantiles[2].smooth }

  /// The mean of each quantile between neighbouring edges: one row per quantile.
  func columns(between edges: [Double]) -> [[Double?]] {
    quantiles.map { $0.columns(between: edges).map { $0?.mean } }
  }
}

extension Model {
  /// The curves of the Margins screen.
  var margins: MarginsState { MarginsState(curves.steps) }
}
