/// How well distances tell same pairs from different ones, from both counted in the same bins.
struct Separation: Equatable, Sendable {
  /// The share of (same, different) couples of pairs in which the same one is nearer; ties in a bin count half.
  let auc: Double
  /// Where as many same pairs are refused as different ones are accepted, straight between the bins' edges.
  let equalErrorRate: Double

  /// Of d⁺ and d⁻ in equal bins; nil where either has no count.
  init?(positive: [Int], negative: [Int]) {
    let same = positive.map { Double(max(0, $0)) }
    let different = negative.map { Double(max(0, $0)) }
    let (sameTotal, differentTotal) = (same.reduce(0, +), different.reduce(0, +))
    guard same.count == different.count, sameTotal > 0, differentTotal > 0 else { return nil }
    var area = 0.0
    var error: Double?
    // With the threshold at a bin's edge: same pairs beyond it are refused, different ones before it accepted.
    var (refused, accepted) = (1.0, 0.0)
    for bin in same.indices {
      let (sameShare, differentShare) = (same[bin] / sameTotal, different[bin] / differentTotal)
      area += sameShare * (1 - accepted - differentShare / 2)
      let (before, after) = (refused - accepted, refused - accepted - sameShare - differentShare)
      if error == nil, after <= 0, before > after {
        error = accepted + differentShare * before / (before - after)
      }
      refused -= sameShare
      accepted += differentShare
    }
    auc = min(1, max(area, 0))
    equalErrorRate = min(1, max(error ?? accepted, 0))
  }
}
