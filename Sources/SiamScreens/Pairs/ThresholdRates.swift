import SiamCanvas
import SiamCore

/// The error rates of each threshold on similarity. A threshold is a bound between two bins of the histograms; pairs at
/// or above it count as the same class.
struct ThresholdRates: Equatable, Sendable {
  /// The number of bins between 0 and 1; there is one bound more.
  let bins: Int
  /// The share of same-class pairs below each bound.
  private let sameBelow: [Double]
  /// The share of different-class pairs below each bound.
  private let differentBelow: [Double]
  /// The share of same-class pairs among all pairs.
  private let sameShare: Double

  /// Computes the rates from two histograms; nil if either is empty or their bins differ in number.
  init?(same: [Int], different: [Int]) {
    guard same.count == different.count, (1...100_000).contains(same.count) else { return nil }
    let same = ThresholdRates.cumulative(same)
    let different = ThresholdRates.cumulative(different)
    guard let allSame = same.last, let allDifferent = different.last, allSame > 0, allDifferent > 0 else { return nil }
    bins = same.count - 1
    sameBelow = same.map { $0 / allSame }
    differentBelow = different.map { $0 / allDifferent }
    sameShare = allSame / (allSame + allDifferent)
  }

  private static func cumulative(_ counts: [Int]) -> [Double] {
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

  /// The false non-match rate: the share of same-class pairs below the bound.
  func falseNonMatchRate(_ bound: Int) -> Double { sameBelow.indices.contains(bound) ? sameBelow[bound] : 0 }

  /// The false match rate: the share of different-class pairs at or above the bound.
  func falseMatchRate(_ bound: Int) -> Double { differentBelow.indices.contains(bound) ? 1 - differentBelow[bound] : 0 }

  /// The share of all pairs that are classified correctly.
  func accuracy(_ bound: Int) -> Double {
    1 - sameShare * falseNonMatchRate(bound) - (1 - sameShare) * falseMatchRate(bound)
  }

  /// The bound at which the false match rate is closest to the false non-match rate.
  var equalError: Int {
    (0...bins).min { abs(falseMatchRate($0) - falseNonMatchRate($0)) < abs(falseMatchRate($1) - falseNonMatchRate($1)) }
      ?? 0
  }

  /// The bound whose point on the ROC curve is nearest to a pair of rates.
  func bound(nearestTo falseMatchRate: Double, matchRate: Double) -> Int {
    let squaredDistance = { (bound: Int) in
      let (x, y) = (self.falseMatchRate(bound) - falseMatchRate, 1 - self.falseNonMatchRate(bound) - matchRate)
      return x * x + y * y
    }
    return (0...bins).min { squaredDistance($0) < squaredDistance($1) } ?? 0
  }
}
