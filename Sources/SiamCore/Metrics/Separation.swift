/// How well distances separate same-class pairs from different-class pairs, computed from histograms.
package struct Separation: Equatable, Sendable {
  /// The area under the ROC curve, 0…1: the probability that a same-class pair is nearer than a different-class pair.
  /// Pairs in the same bin count half.
  package let auc: Double
  /// The equal error rate, 0…1, interpolated linearly between the edges of the bins.
  package let equalErrorRate: Double

  /// Computes the separation from histograms of d⁺ and d⁻ with equal bins; nil if either is empty.
  package init?(positive: [Int], negative: [Int]) {
    let same = positive.map { Double(max(0, $0)) }
    let different = negative.map { Double(max(0, $0)) }
    let (sameTotal, differentTotal) = (same.reduce(0, +), different.reduce(0, +))
    guard same.count == different.count, sameTotal > 0, differentTotal > 0 else { return nil }
    var area = 0.0
    var error: Double?
    // With the threshold at a bin's edge: same-class pairs above it are rejected, different-class pairs below accepted.
    var (rejected, accepted) = (1.0, 0.0)
    for bin in same.indices {
      let (sameShare, differentShare) = (same[bin] / sameTotal, different[bin] / differentTotal)
      area += sameShare * (1 - accepted - differentShare / 2)
      let (before, after) = (rejected - accepted, rejected - accepted - sameShare - differentShare)
      if error == nil, after <= 0, before > after {
        error = accepted + differentShare * before / (before - after)
      }
      rejected -= sameShare
      accepted += differentShare
    }
    auc = min(1, max(area, 0))
    equalErrorRate = min(1, max(error ?? accepted, 0))
  }
}
