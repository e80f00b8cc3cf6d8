import SiamCore

/// The valid triplets of the latest batch that are active at the current margin, and at the requested one.
struct MarginEffect: Equatable, Sendable {
  /// The histogram of d⁻ − d⁺ over all valid triplets.
  let gaps: BinnedCounts
  /// The gap below which a triplet is active at the current margin.
  let threshold: Double
  /// The gap below which a triplet will be active at the requested margin.
  let wantedThreshold: Double

  /// Measures the latest batch; nil if its triplets are not known.
  init?(_ model: Model) {
    guard let newest = model.newest, let gaps = BinnedCounts(newest.gaps, from: -4, to: 4),
      model.queryTracker.refusals[.newestTriplets] == nil
    else { return nil }
    self.gaps = gaps
    threshold = TripletMeasure.threshold(margin: model.margin, model.objective)
    wantedThreshold = TripletMeasure.threshold(margin: model.requestedMargin, model.objective)
  }

  /// The share of triplets that are active at the current margin.
  var share: Double { gaps.shareBelow(threshold) }
  /// The share of triplets that will be active at the requested margin.
  var wantedShare: Double { gaps.shareBelow(wantedThreshold) }
  /// The number of triplets that the requested margin adds to the active ones; negative if it removes some.
  var more: Double { gaps.below(wantedThreshold) - gaps.below(threshold) }
  /// Whether the requested margin differs from the current one.
  var isChanging: Bool { abs(wantedThreshold - threshold) > 1e-6 }

  /// The share of triplets of a kind at the requested margin.
  func share(of kind: TripletKind) -> Double {
    let hard = gaps.shareBelow(0)
    return switch kind {
    case .hard: hard
    case .semiHard: max(0, wantedShare - hard)
    case .easy: 1 - max(wantedShare, hard)
    }
  }

  /// The ends of an axis that holds nearly all triplets and both thresholds. They are chosen from a few round values,
  /// so that the axis rarely moves.
  var ends: (low: Double, high: Double) {
    let low = [-0.25, -0.5, -1, -1.5, -2, -3].first { $0 <= gaps.quantile(0.004) } ?? -4
    let wanted = max(gaps.quantile(0.996), max(threshold, wantedThreshold) * 1.2)
    return (low, [0.5, 1, 1.5, 2, 3].first { $0 >= wanted } ?? 4)
  }
}
