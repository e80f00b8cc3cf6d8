import SiamCanvas
import SiamMessages

/// What the Margins screen shows beside the run itself: curves made from each step's two histograms.
struct MarginsState: Equatable, Sendable {
  private let steps: StepCurves

  /// Those of a run's curves.
  init(_ steps: StepCurves) { self.steps = steps }

  /// d⁺ of same pairs.
  var positive: DistanceBand {
    DistanceBand([.positive05, .positive25, .positive50, .positive75, .positive95].map { steps[$0] })
  }
  /// d⁻ of different pairs.
  var negative: DistanceBand {
    DistanceBand([.negative05, .negative25, .negative50, .negative75, .negative95].map { steps[$0] })
  }
  /// Mean d⁻ less mean d⁺ of the mined, squared.
  var gap: History { steps[.gap] }
  /// What that gap must reach for a mean triplet to cost nothing.
  var needed: History { steps[.needed] }
  /// The mean d⁺ of the mined and what is needed beyond it.
  var reach: History { steps[.reach] }
  /// Mined triplets that cost nothing.
  var easy: History { steps[.easy] }
  /// Mined triplets in the margin.
  var semiHard: History { steps[.semiHard] }
  /// Mined triplets whose negative is at least as near as the positive.
  var hard: History { steps[.hard] }
  /// Area under the ROC of the batch's pairs, told apart by distance.
  var auc: History { steps[.auc] }
  /// One less it.
  var aucError: History { steps[.aucError] }
  /// Where as many same pairs are refused as different ones accepted.
  var equalErrorRate: History { steps[.equalErrorRate] }

  /// Whether any triplets were counted: there are none where pairs are trained on.
  var hasKinds: Bool { [easy, semiHard, hard].contains { ($0.smooth ?? 0) > 0 } }
}

/// How distances of a step lie: five quantiles over the run.
struct DistanceBand: Equatable, Sendable {
  /// Below which these shares lie: the ends of nine tenths, of a half, and the median.
  static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// A curve a share; an empty histogram left a gap.
  let quantiles: [History]

  init(_ quantiles: [History]) { self.quantiles = quantiles }

  /// The newest median, smoothed.
  var median: Double? { quantiles[2].smooth }

  /// The quantiles between neighbouring edges, a row a share.
  func columns(between edges: [Double]) -> [[Double?]] {
    quantiles.map { $0.columns(between: edges).map { $0?.mean } }
  }
}

extension Model {
  /// What the Margins screen shows beside the run itself.
  var margins: MarginsState { MarginsState(curves.steps) }
}
