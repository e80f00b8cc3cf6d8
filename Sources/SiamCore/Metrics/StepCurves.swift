/// The histories of all step curves of a run.
package struct StepCurves: Equatable, Sendable {
  private var histories: [History]

  /// Creates empty curves.
  package init() { histories = StepCurve.allCases.map { History(decay: $0.decay) } }

  /// Restores curves from their histories, in the order of `StepCurve`.
  package init(restoring histories: [History]) {
    precondition(histories.count == StepCurve.allCases.count)
    self.histories = histories
  }

  /// The history of a curve.
  package subscript(curve: StepCurve) -> History {
    get { histories[curve.rawValue] }
    _modify { yield &histories[curve.rawValue] }
  }

  /// Adds the points of a step.
  package mutating func record(_ report: StepReport, step: Int, _ recipe: Recipe?) {
    for (index, sample) in Self.samples(of: report, recipe).enumerated() {
      histories[index].append(sample, at: Double(step))
    }
  }

  /// Returns the points that a step adds, in the order of `StepCurve`; NaN makes a gap.
  ///
  /// All but the time are rounded to `Float`, the precision that an index stores.
  package static func samples(of report: StepReport, _ recipe: Recipe?) -> [Double] {
    let (near, far) = (Double(report.positiveDistance), Double(report.negativeDistance))
    let beyond: Double = MarginReach.beyond(near, margin: Double(report.margin), recipe) ?? .nan
    let separation = Separation(positive: report.positiveHistogram, negative: report.negativeHistogram)
    let auc: Double = separation?.auc ?? .nan
    let rate: Double = separation?.equalErrorRate ?? .nan
    var samples: [Double] = [
      Double(report.loss), Double(report.activeShare), Double(report.imagesPerSecond), Double(report.gradientNorm),
      Double(report.effectiveRank), 0, far - near, beyond, near + beyond, Double(max(0, report.mined.easy)),
      Double(max(0, report.mined.semiHard)), Double(max(0, report.mined.hard)), auc, 1 - auc,
      rate,
    ]
    for histogram in [report.positiveHistogram, report.negativeHistogram] {
      let counts = BinnedCounts(histogram, from: 0, to: 4)
      samples += StepCurve.quantileShares.map { counts?.quantile($0) ?? .nan }
    }
    samples = samples.map { Double(Float($0)) }
    samples[StepCurve.seconds.rawValue] = report.seconds
    return samples
  }
}
