/// A histogram with equal bins over a range, whose values are assumed to be uniform within each bin.
package struct BinnedCounts: Equatable, Sendable {
  /// The lower edge of the first bin.
  package let low: Double
  /// The width of a bin.
  package let binWidth: Double
  /// The number of values below each bin's lower edge, followed by the number of all values.
  private let cumulative: [Double]

  /// Creates a histogram of `counts` over `low`…`high`, or returns nil if it is empty.
  package init?(_ counts: [Int], from low: Double, to high: Double) {
    guard !counts.isEmpty, high > low else { return nil }
    var sums = [0.0]
    for count in counts { sums.append(sums[sums.count - 1] + Double(max(0, count))) }
    guard sums[counts.count] > 0 else { return nil }
    self.low = low
    binWidth = (high - low) / Double(counts.count)
    cumulative = sums
  }

  /// The number of all values.
  package var total: Double { cumulative[cumulative.count - 1] }

  /// Returns the number of values below `value`.
  package func below(_ value: Double) -> Double {
    let position = (value - low) / binWidth
    guard position > 0 else { return 0 }
    guard position < Double(cumulative.count - 1) else { return total }
    let bin = Int(position)
    return cumulative[bin] + (cumulative[bin + 1] - cumulative[bin]) * (position - Double(bin))
  }

  /// Returns the share, 0…1, of the values below `value`.
  package func shareBelow(_ value: Double) -> Double { below(value) / total }

  /// Returns the value below which a share, 0…1, of the values lies.
  package func quantile(_ share: Double) -> Double {
    let target = min(1, max(share, 0)) * total
    let bin = (cumulative.dropFirst().firstIndex { $0 >= target && $0 > 0 } ?? cumulative.count - 1) - 1
    let inside = cumulative[bin + 1] - cumulative[bin]
    return low + (Double(bin) + (inside > 0 ? (target - cumulative[bin]) / inside : 0)) * binWidth
  }
}
