import SiamCanvas

/// What a threshold on similarities does, for each bound between two bins of their histograms: pairs at or above it are
/// accepted as the same class.
struct ThresholdRates: Equatable, Sendable {
  /// Bins between 0 and 1; there is one bound more.
  let bins: Int
  /// For each bound the share of same pairs below it.
  private let sameBelow: [Double]
  /// For each bound the share of different pairs below it.
  private let differentBelow: [Double]
  /// The share of all pairs that are the same.
  private let sameShare: Double

  /// Counts two histograms of as many bins; nil where either is empty.
  init?(same: [Int], different: [Int]) {
    guard same.count == different.count, (1...100_000).contains(same.count) else { return nil }
    let same = ThresholdRates.running(same)
    let different = ThresholdRates.running(different)
    guard let allSame = same.last, let allDifferent = different.last, allSame > 0, allDifferent > 0 else { return nil }
    bins = same.count - 1
    sameBelow = same.map { $0 / allSame }
    differentBelow = different.map { $0 / allDifferent }
    sameShare = allSame / (allSame + allDifferent)
  }

  private static func running(_ counts: [Int]) -> [Double] {
    var sum = 0.0
    return [0]
      + counts.map { count in
        sum += Double(max(0, count))
        return sum
      }
  }

  /// The similarity of a bound, 0…1.
  func similarity(_ bound: Int) -> Double { Double(bound) / Double(bins) }

  /// The bound nearest to a similarity.
  func bound(nearest similarity: Double) -> Int {
    Int(bounded: (similarity * Double(bins)).rounded(), to: 0...bins)
  }

  /// The share of same pairs that are taken for different ones.
  func falseRejects(_ bound: Int) -> Double { sameBelow.indices.contains(bound) ? sameBelow[bound] : 0 }

  /// The share of different pairs that are taken for the same.
  func falseAccepts(_ bound: Int) -> Double { differentBelow.indices.contains(bound) ? 1 - differentBelow[bound] : 0 }

  /// The share of all pairs that are told rightly.
  func accuracy(_ bound: Int) -> Double {
    1 - sameShare * falseRejects(bound) - (1 - sameShare) * falseAccepts(bound)
  }

  /// The bound where false accepts and false rejects are most nearly as many.
  var equalError: Int {
    (0...bins).min { abs(falseAccepts($0) - falseRejects($0)) < abs(falseAccepts($1) - falseRejects($1)) } ?? 0
  }

  /// The bound whose place on the ROC is nearest to some rates.
  func bound(nearestTo falseAccepts: Double, trueAccepts: Double) -> Int {
    let away = { (bound: Int) in
      let (x, y) = (self.falseAccepts(bound) - falseAccepts, 1 - self.falseRejects(bound) - trueAccepts)
      return x * x + y * y
    }
    return (0...bins).min { away($0) < away($1) } ?? 0
  }
}
