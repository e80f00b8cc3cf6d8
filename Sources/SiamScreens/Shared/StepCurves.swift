import SiamCanvas
import SiamMessages

/// A curve that every step adds a point to; in this order an index keeps them.
package enum StepCurve: Int, CaseIterable, Sendable {
  // Of the run.
  case loss, activeShare, imagesPerSecond, gradientNorm, effectiveRank, seconds
  /// Mean d⁻ less mean d⁺ of the mined, squared; what it must reach for a mean triplet to cost nothing; the mean d⁺ and
  /// what is needed beyond it.
  case gap, needed, reach
  // Mined triplets by kind.
  case easy, semiHard, hard
  /// The area under the ROC of the batch's pairs, told apart by distance; one less it; where as many same pairs are
  /// refused as different ones accepted.
  case auc, aucError, equalErrorRate
  // Below which a twentieth, a quarter, … of the same and of the different pairs' distances lie.
  case positive05, positive25, positive50, positive75, positive95
  case negative05, negative25, negative50, negative75, negative95

  /// Of its smoothed curve, a step.
  package var decay: Double {
    switch self {
    case .loss, .gap, .reach, .auc, .aucError, .equalErrorRate: 0.95
    case .imagesPerSecond: 0.8
    case .seconds, .needed, .easy, .semiHard, .hard: 0
    default: 0.9
    }
  }
}

/// The curves that every step adds a point to, each as long as the run.
package struct StepCurves: Equatable, Sendable {
  private var histories: [History]

  /// Curves without a point.
  package init() { histories = StepCurve.allCases.map { History(decay: $0.decay) } }

  /// Curves as they were after some steps, by `StepCurve`.
  package init(restoring histories: [History]) {
    precondition(histories.count == StepCurve.allCases.count)
    self.histories = histories
  }

  /// One of the curves.
  package internal(set) subscript(curve: StepCurve) -> History {
    get { histories[curve.rawValue] }
    _modify { yield &histories[curve.rawValue] }
  }

  /// Takes a step in.
  mutating func follow(_ report: StepReport, step: Int, _ recipe: Recipe?) {
    for (place, sample) in Self.samples(of: report, recipe).enumerated() {
      histories[place].append(sample, at: Double(step))
    }
  }

  /// The points a step adds, by `StepCurve`; not a number where it leaves a gap. All but the time are floats: an index
  /// keeps no more of them.
  package static func samples(of report: StepReport, _ recipe: Recipe?) -> [Double] {
    let (near, far) = (Double(report.positiveDistance), Double(report.negativeDistance))
    let beyond: Double = MarginReach.beyond(near, margin: Double(report.margin), recipe) ?? .nan
    let told = Separation(positive: report.positiveHistogram, negative: report.negativeHistogram)
    let auc: Double = told?.auc ?? .nan
    let rate: Double = told?.equalErrorRate ?? .nan
    var samples: [Double] = [
      Double(report.loss), Double(report.activeShare), Double(report.imagesPerSecond), Double(report.gradientNorm),
      Double(report.effectiveRank), 0, far - near, beyond, near + beyond, Double(max(0, report.mined.easy)),
      Double(max(0, report.mined.semiHard)), Double(max(0, report.mined.hard)), auc, 1 - auc,
      rate,
    ]
    for histogram in [report.positiveHistogram, report.negativeHistogram] {
      let counts = BinnedCounts(histogram, from: 0, to: 4)
      samples += DistanceBand.shares.map { counts?.quantile($0) ?? .nan }
    }
    samples = samples.map { Double(Float($0)) }
    samples[StepCurve.seconds.rawValue] = report.seconds
    return samples
  }
}
