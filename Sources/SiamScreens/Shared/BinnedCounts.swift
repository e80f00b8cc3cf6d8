/// Numbers counted in equal bins of a range, read as if those of a bin lay evenly in it.
struct BinnedCounts: Equatable, Sendable {
  /// Where the first bin begins.
  let low: Double
  /// How wide each is.
  let binWidth: Double
  /// How many lie below each bin's begin, and all of them at the end.
  private let cumulative: [Double]

  /// Counts over `low`…`high`; nil where there are none.
  init?(_ counts: [Int], from low: Double, to high: Double) {
    guard !counts.isEmpty, high > low else { return nil }
    var sums = [0.0]
    for count in counts { sums.append(sums[sums.count - 1] + Double(max(0, count))) }
    guard sums[counts.count] > 0 else { return nil }
    self.low = low
    binWidth = (high - low) / Double(counts.count)
    cumulative = sums
  }

  /// Of all bins.
  var total: Double { cumulative[cumulative.count - 1] }

  /// How many lie below a value.
  func below(_ value: Double) -> Double {
    let place = (value - low) / binWidth
    guard place > 0 else { return 0 }
    guard place < Double(cumulative.count - 1) else { return total }
    let bin = Int(place)
    return cumulative[bin] + (cumulative[bin + 1] - cumulative[bin]) * (place - Double(bin))
  }

  /// The share, 0…1, that lies below a value.
  func shareBelow(_ value: Double) -> Double { below(value) / total }

  /// Below which a share, 0…1, of them lies.
  func quantile(_ share: Double) -> Double {
    let wanted = min(1, max(share, 0)) * total
    let bin = (cumulative.dropFirst().firstIndex { $0 >= wanted && $0 > 0 } ?? cumulative.count - 1) - 1
    let inside = cumulative[bin + 1] - cumulative[bin]
    return low + (Double(bin) + (inside > 0 ? (wanted - cumulative[bin]) / inside : 0)) * binWidth
  }
}
