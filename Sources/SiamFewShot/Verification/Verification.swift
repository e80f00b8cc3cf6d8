/// How well a score tells pairs of one class from pairs of two: the receiver operating characteristic (ROC) and what is
/// read off it.
///
/// Scores are higher for more alike pairs. At a threshold, pairs with a score of at least that are called the same: a
/// *match*; different pairs among them are *false matches*, same pairs not among them *false non-matches*.
///
/// Source: Fawcett 2006, An introduction to ROC analysis, algorithms 1 and 2 (equal scores make one step); ISO/IEC
/// 19795-1 for the rates' names.
public struct Verification: Equatable, Sendable {
  /// What a threshold gives.
  public struct Point: Equatable, Sendable {
    /// Pairs of at least this score match; infinite for the first point.
    public let threshold: Float
    /// The share of different pairs that match, 0…1: the ROC's abscissa.
    public let falseMatchRate: Double
    /// The share of same pairs that match, 0…1: the ROC's ordinate.
    public let matchRate: Double
    let matches: Int
    let falseMatches: Int

    /// The share of same pairs that don't match.
    public var falseNonMatchRate: Double { 1 - matchRate }
  }

  /// The ROC from (0, 0) to (1, 1): a point for no match at all, then one for each distinct score, falling.
  public let points: [Point]
  /// Pairs of one class.
  public let samePairs: Int
  /// Pairs of two.
  public let differentPairs: Int

  /// The ROC of some pairs.
  ///
  /// - Parameters:
  ///   - scores: finite, in any range, higher for more alike.
  ///   - isSame: whether each pair is of one class; as many as scores.
  /// - Throws: `FewShotError.oneSidedPairs`, `FewShotError.scoreIsNoNumber`.
  public init(scores: [Float], isSame: [Bool]) throws(FewShotError) {
    precondition(scores.count == isSame.count, "a label for each score")
    let same = isSame.count { $0 }
    let different = isSame.count - same
    guard same > 0, different > 0 else { throw .oneSidedPairs(same: same, different: different) }
    if let odd = scores.firstIndex(where: { !$0.isFinite }) { throw .scoreIsNoNumber(pair: odd) }
    var points = [Point(threshold: .infinity, falseMatchRate: 0, matchRate: 0, matches: 0, falseMatches: 0)]
    var (matches, falseMatches) = (0, 0)
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    for (place, index) in order.enumerated() {
      if isSame[index] { matches += 1 } else { falseMatches += 1 }
      if place + 1 < order.count, scores[order[place + 1]] == scores[index] { continue }
      points.append(
        Point(
          threshold: scores[index], falseMatchRate: Double(falseMatches) / Double(different),
          matchRate: Double(matches) / Double(same), matches: matches, falseMatches: falseMatches))
    }
    self.points = points
    samePairs = same
    differentPairs = different
  }

  /// The area under the ROC (AUC), 0…1: the chance that a same pair scores above a different one, ties counting half.
  ///
  /// By trapezoids, which is the same as by midranks (Hanley and McNeil 1982).
  public var areaUnderCurve: Double {
    var area = 0.0
    for (from, to) in zip(points, points.dropFirst()) {
      area += Double(to.falseMatches - from.falseMatches) * Double(to.matches + from.matches) / 2
    }
    return area / Double(samePairs) / Double(differentPairs)
  }

  /// The equal error rate (EER), 0…1: where false matches are as frequent as false non-matches, on the straight line
  /// between the ROC's two nearest points.
  public var equalErrorRate: Double {
    // The difference of the rates rises from −1 to 1, by something at each point: it crosses 0 once.
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

  /// The smallest false non-match rate, 0…1, of the thresholds whose false match rate is at most `limit`: 0.01 gives
  /// FMR100, 0.001 gives FMR1000. With fewer than 1 / `limit` different pairs, no false match is allowed.
  ///
  /// Source: Maio et al. 2002, FVC2000: Fingerprint Verification Competition, §3.
  public func falseNonMatchRate(atFalseMatchRate limit: Double) -> Double {
    points.last { $0.falseMatchRate <= limit }?.falseNonMatchRate ?? 1
  }

  /// The share of all pairs that a threshold calls rightly, 0…1.
  public func accuracy(at threshold: Float) -> Double {
    let point = points.last { $0.threshold >= threshold } ?? points[0]
    return Double(right(point)) / Double(samePairs + differentPairs)
  }

  /// The threshold with the highest accuracy on these pairs: the middle between two neighbouring scores. Of several as
  /// good, the highest.
  ///
  /// Where no match is best it is just above every score, and where all match the lowest score. Its accuracy on the
  /// pairs it was chosen on flatters: choose it on other classes than those that are reported.
  public var bestThreshold: Float {
    var best = 0
    for index in points.indices where right(points[index]) > right(points[best]) { best = index }
    if best == 0 { return points[1].threshold.nextUp }
    guard best + 1 < points.count else { return points[best].threshold }
    let (above, below) = (points[best].threshold, points[best + 1].threshold)
    let middle = above / 2 + below / 2
    // Between neighbouring floats there is none.
    return middle > below && middle <= above ? middle : above
  }

  private func right(_ point: Point) -> Int { point.matches + differentPairs - point.falseMatches }
}
