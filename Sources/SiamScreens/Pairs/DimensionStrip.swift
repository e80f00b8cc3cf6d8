import SiamMessages

/// |h1 − h2| of a pair beside what it is in same and in different pairs, dimension by dimension; neighbours are joined
/// where there are more dimensions than columns.
struct DimensionStrip: Equatable, Sendable {
  /// For each bar the pair's mean difference, a share of the largest of all.
  let pair: [Double]
  /// For each bar that of same pairs.
  let same: [Double]
  /// For each bar that of different pairs.
  let different: [Double]
  /// Columns of a bar.
  let columnsPerBar: Int
  /// Dimensions in all.
  let dimensions: Int
  /// Dimensions nearer to what they are in same pairs than in different ones.
  let likeSame: Int

  /// Fits a pair's dimensions into some columns; nil where the three do not belong together.
  init?(_ pair: ComparedPair, in survey: PairSurvey, columns: Int) {
    let count = pair.differences.count
    guard count > 0, columns > 0, survey.sameDifferences.count == count, survey.differentDifferences.count == count
    else { return nil }
    let bars = min(count, columns)
    let all = [pair.differences, survey.sameDifferences, survey.differentDifferences].map { values in
      DimensionStrip.grouped(values, bars: bars)
    }
    let largest = all.joined().max() ?? 0
    let scale = largest > 0 ? 1 / largest : 0
    self.pair = all[0].map { $0 * scale }
    same = all[1].map { $0 * scale }
    different = all[2].map { $0 * scale }
    columnsPerBar = columns / bars
    dimensions = count
    likeSame = zip(pair.differences, zip(survey.sameDifferences, survey.differentDifferences)).count {
      abs($0 - $1.0) <= abs($0 - $1.1)
    }
  }

  /// Whether a bar of the pair is nearer to what it is in same pairs.
  func isLikeSame(_ bar: Int) -> Bool { abs(pair[bar] - same[bar]) <= abs(pair[bar] - different[bar]) }

  private static func grouped(_ values: [Float], bars: Int) -> [Double] {
    (0..<bars).map { bar in
      let (start, end) = (bar * values.count / bars, (bar + 1) * values.count / bars)
      let finite: [Float] = values[start..<end].filter { $0.isFinite && $0 >= 0 && $0 < 1e9 }
      let sum: Double = finite.reduce(0) { $0 + Double($1) }
      return sum / Double(max(1, finite.count))
    }
  }
}
