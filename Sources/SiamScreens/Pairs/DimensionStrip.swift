import SiamCore

/// |h1 − h2| of a pair per dimension, with its means over same-class and different-class pairs. Neighbouring dimensions
/// share a bar if there are more dimensions than columns.
struct DimensionStrip: Equatable, Sendable {
  /// The pair's mean difference per bar, as a share of the largest value of all three.
  let pair: [Double]
  /// The mean difference of same-class pairs per bar, on the same scale.
  let same: [Double]
  /// The mean difference of different-class pairs per bar, on the same scale.
  let different: [Double]
  /// The number of columns of a bar.
  let columnsPerBar: Int
  /// The number of dimensions.
  let dimensions: Int
  /// The number of dimensions closer to the same-class mean than to the different-class mean.
  let likeSame: Int

  /// Fits the dimensions of a pair into a number of columns; nil if the dimensions of pair and survey differ.
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

  /// Whether a bar of the pair is closer to the same-class mean.
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
