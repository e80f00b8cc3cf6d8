import SiamCanvas
import SiamMessages

/// What the Margins screen knows beside the run itself: curves made from each step's two histograms.
struct MarginsState: Equatable, Sendable {
  /// d⁺ of same pairs.
  var positive = DistanceBand()
  /// d⁻ of different pairs.
  var negative = DistanceBand()
  /// Mean d⁻ less mean d⁺ of the mined, squared.
  var gap = History(decay: 0.95)
  /// What that gap must reach for a mean triplet to cost nothing.
  var needed = History(decay: 0)
  /// The mean d⁺ of the mined and what is needed beyond it.
  var reach = History(decay: 0.95)
  /// Mined triplets that cost nothing.
  var easy = History(decay: 0)
  /// Mined triplets in the margin.
  var semiHard = History(decay: 0)
  /// Mined triplets whose negative is at least as near as the positive.
  var hard = History(decay: 0)
  /// Area under the ROC of the batch's pairs, told apart by distance.
  var auc = History(decay: 0.95)
  /// One less it.
  var aucError = History(decay: 0.95)
  /// Where as many same pairs are refused as different ones accepted.
  var equalErrorRate = History(decay: 0.95)

  /// Takes a step in.
  mutating func follow(_ report: StepReport, step: Int, _ recipe: Recipe?) {
    let at = Double(step)
    positive.append(report.positiveHistogram, at: at)
    negative.append(report.negativeHistogram, at: at)
    let (near, far) = (Double(report.positiveDistance), Double(report.negativeDistance))
    gap.append(far - near, at: at)
    if let beyond = MarginReach.beyond(near, margin: Double(report.margin), recipe) {
      needed.append(beyond, at: at)
      reach.append(near + beyond, at: at)
    }
    easy.append(Double(max(0, report.mined.easy)), at: at)
    semiHard.append(Double(max(0, report.mined.semiHard)), at: at)
    hard.append(Double(max(0, report.mined.hard)), at: at)
    if let told = Separation(positive: report.positiveHistogram, negative: report.negativeHistogram) {
      auc.append(told.auc, at: at)
      aucError.append(1 - told.auc, at: at)
      equalErrorRate.append(told.equalErrorRate, at: at)
    }
  }

  /// Whether any triplets were counted: there are none where pairs are trained on.
  var hasKinds: Bool { [easy, semiHard, hard].contains { ($0.smooth ?? 0) > 0 } }
}

/// How distances of a step lie: five quantiles over the run.
struct DistanceBand: Equatable, Sendable {
  /// Below which these shares lie: the ends of nine tenths, of a half, and the median.
  static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// A curve a share.
  private(set) var quantiles = DistanceBand.shares.map { _ in History(decay: 0.9) }

  /// The newest median, smoothed.
  var median: Double? { quantiles[2].smooth }

  /// Takes a step's histogram over 0…4 in; an empty one leaves a gap.
  mutating func append(_ histogram: [Int], at position: Double) {
    guard let counts = BinnedCounts(histogram, from: 0, to: 4) else { return }
    for (index, share) in DistanceBand.shares.enumerated() {
      quantiles[index].append(counts.quantile(share), at: position)
    }
  }

  /// The quantiles between neighbouring edges, a row a share.
  func columns(between edges: [Double]) -> [[Double?]] {
    quantiles.map { $0.columns(between: edges).map { $0?.mean } }
  }
}
