public import SiamCore

/// How well a score separates positive pairs (of one class) from negative pairs (of two classes): the receiver
/// operating characteristic (ROC) and its metrics.
///
/// Scores are higher for more similar pairs. A pair whose score is at least the threshold is a *match*. Negative pairs
/// that match are *false matches*, positive pairs that don't are *false non-matches*.
///
/// Source: Fawcett 2006, An introduction to ROC analysis, algorithms 1 and 2 (equal scores make one step); ISO/IEC
/// 19795-1 for the rates' names.
public struct Verification: Equatable, Sendable {
  /// A point of the ROC: the rates at a threshold.
  public struct Point: Equatable, Sendable {
    /// The lowest score that matches; infinite for the first point.
    public let threshold: Float
    /// The share of negative pairs that match, 0…1: the x axis of the ROC.
    public let falseMatchRate: Double
    /// The share of positive pairs that match, 0…1: the y axis of the ROC.
    public let matchRate: Double
    let matches: Int
    let falseMatches: Int

    /// The share of positive pairs that don't match, 0…1.
    public var falseNonMatchRate: Double { 1 - matchRate }
  }

  /// The ROC from (0, 0) to (1, 1): a point without any match, then one per distinct score, in descending order.
  public let points: [Point]
  /// The number of positive pairs.
  public let samePairs: Int
  /// The number of negative pairs.
  public let differentPairs: Int

  /// Computes the ROC of some pairs.
  ///
  /// - Parameters:
  ///   - scores: a finite score per pair, higher for more similar pairs.
  ///   - isSame: for each pair, whether it is positive.
  /// - Throws: `FewShotError.oneSidedPairs`, `FewShotError.nonFiniteScore`.
  public init(scores: [Float], isSame: [Bool]) throws(FewShotError) {
    precondition(scores.count == isSame.count, "one label per score")
    let same = isSame.count { $0 }
    let different = isSame.count - same
    guard same > 0, different > 0 else { throw .oneSidedPairs(same: same, different: different) }
    if let index = scores.firstIndex(where: { !$0.isFinite }) { throw .nonFiniteScore(pair: index) }
    var points = [Point(threshold: .infinity, falseMatchRate: 0, matchRate: 0, matches: 0, falseMatches: 0)]
    var (matches, falseMatches) = (0, 0)
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    for (rank, index) in order.enumerated() {
      if isSame[index] { matches += 1 } else { falseMatches += 1 }
      if rank + 1 < order.count, scores[order[rank + 1]] == scores[index] { continue }
      points.append(
        Point(
          threshold: scores[index], falseMatchRate: Double(falseMatches) / Double(different),
          matchRate: Double(matches) / Double(same), matches: matches, falseMatches: falseMatches))
    }
    self.points = points
    samePairs = same
    differentPairs = different
  }

  /// The area under the ROC (AUC), 0…1: the probability that a positive pair scores above a negative one, with ties
  /// counting half.
  ///
  /// The trapezoidal rule gives the same result as midranks (Hanley and McNeil 1982).
  public var areaUnderCurve: Double {
    var area = 0.0
    for (from, to) in zip(points, points.dropFirst()) {
      area += Double(to.falseMatches - from.falseMatches) * Double(to.matches + from.matches) / 2
    }
    return area / Double(samePairs) / Double(differentPairs)
  }

  /// The equal error rate (EER), 0…1: the rate at which false match rate and false non-match rate are equal, linearly
  /// interpolated between the ROC's two nearest points.
  public var equalErrorRate: Double {
    // The difference of the rates rises strictly from −1 to 1, so it crosses 0 once.
    for (from, to) in zip(points, points.dropFirst()) {
      let (before, after) = (
        from.falseMatchRate - from.falseNonMatchRate, to.falseMatchRate - to.falseNonMatchRate
      )
      guard after >= 0 else { continue }
      let share = before / (before - after)
      return from.falseMatchRate + share * (to.falseMatchRate - from.falseMatchRate)
    }
    return 1
  }

  /// Returns the lowest false non-match rate, 0…1, at a false match rate of at most `limit`: FMR100 for 0.01, FMR1000
  /// for 0.001. With fewer than 1 / `limit` negative pairs, no false match is allowed.
  ///
  /// Source: Maio et al. 2002, FVC2000: Fingerprint Verification Competition, §3.
  public func falseNonMatchRate(atFalseMatchRate limit: Double) -> Double {
    points.last { $0.falseMatchRate <= limit }?.falseNonMatchRate ?? 1
  }

  /// Returns the share of all pairs that a threshold classifies correctly, 0…1.
  public func accuracy(at threshold: Float) -> Double {
    let point = points.last { $0.threshold >= threshold } ?? points[0]
    return Double(correctCount(point)) / Double(samePairs + differentPairs)
  }

  /// The threshold with the highest accuracy on these pairs: the midpoint between two adjacent scores, or the highest
  /// of several equally good ones.
  ///
  /// If it is best that no pair matches, the threshold is just above the highest score; if it is best that all match,
  /// it is the lowest score. Its accuracy on the pairs it was chosen on is optimistic: choose it on other classes.
  public var bestThreshold: Float {
    var best = 0
    for index in points.indices where correctCount(points[index]) > correctCount(points[best]) { best = index }
    if best == 0 { return points[1].threshold.nextUp }
    guard best + 1 < points.count else { return points[best].threshold }
    let (above, below) = (points[best].threshold, points[best + 1].threshold)
    let middle = above / 2 + below / 2
    // There is no number between adjacent floats.
    return middle > below && middle <= above ? middle : above
  }

  private func correctCount(_ point: Point) -> Int { point.matches + differentPairs - point.falseMatches }
}

extension Verification {
  /// Summarises the metrics, with the accuracy at a threshold.
  ///
  /// - Parameters:
  ///   - score: the name of the score, such as `distance` or `pair-similarity`.
  ///   - threshold: a threshold chosen on other classes (default: `bestThreshold`, whose accuracy is optimistic).
  /// - Returns: the metrics in single precision.
  public func report(score: String, threshold: Float? = nil) -> VerificationReport {
    let chosen = threshold ?? bestThreshold
    return VerificationReport(
      score: score, pairs: samePairs + differentPairs, samePairs: samePairs, auc: Float(areaUnderCurve),
      eer: Float(equalErrorRate), falseNonMatchAt1Percent: Float(falseNonMatchRate(atFalseMatchRate: 0.01)),
      falseNonMatchAt01Percent: Float(falseNonMatchRate(atFalseMatchRate: 0.001)), threshold: chosen,
      accuracy: Float(accuracy(at: chosen)))
  }
}
