import SiamMessages

/// Which of the newest batch's valid triplets are active at α as it is, and which would be at α as it was asked for.
struct MarginEffect: Equatable, Sendable {
  /// d⁻ − d⁺ of all valid triplets.
  let gaps: BinnedCounts
  /// Below which they are active now.
  let threshold: Double
  /// Below which they will be active from the next step on.
  let wantedThreshold: Double

  /// Of the newest batch; nil where its triplets are not known.
  init?(_ model: Model) {
    guard let newest = model.newest, let gaps = BinnedCounts(newest.gaps, from: -4, to: 4),
      model.inquiries.refusals[.newestTriplets] == nil
    else { return nil }
    self.gaps = gaps
    threshold = TripletGap.threshold(model.margin, model.recipe)
    wantedThreshold = TripletGap.threshold(model.wantedMargin, model.recipe)
  }

  /// The share that is active now.
  var share: Double { gaps.shareBelow(threshold) }
  /// The share that will be.
  var wantedShare: Double { gaps.shareBelow(wantedThreshold) }
  /// How many more will be; negative where fewer.
  var more: Double { gaps.below(wantedThreshold) - gaps.below(threshold) }
  /// Whether another α waits.
  var isChanging: Bool { abs(wantedThreshold - threshold) > 1e-6 }

  /// The share of a kind, once α is as it was asked for.
  func share(of kind: TripletKind) -> Double {
    let hard = gaps.shareBelow(0)
    return switch kind {
    case .hard: hard
    case .semiHard: max(0, wantedShare - hard)
    case .easy: 1 - max(wantedShare, hard)
    }
  }

  /// An axis on which nearly all triplets and both thresholds lie; its ends are few, so that it stands still.
  var ends: (low: Double, high: Double) {
    let low = [-0.25, -0.5, -1, -1.5, -2, -3].first { $0 <= gaps.quantile(0.004) } ?? -4
    let wanted = max(gaps.quantile(0.996), max(threshold, wantedThreshold) * 1.2)
    return (low, [0.5, 1, 1.5, 2, 3].first { $0 >= wanted } ?? 4)
  }
}
