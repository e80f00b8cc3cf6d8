import SiamMessages

/// The right end of the d⁺ and d⁻ histograms' axis: it follows where the mass is, in few steps, so that it stands
/// still.
///
/// It is a matter of the newest steps alone, so that a replay that begins anywhere finds it as it was.
struct DistanceRange: Equatable, Sendable {
  /// The ends it can have; the last is the greatest distance of unit vectors, squared.
  static let ends: [Double] = [0.25, 0.5, 1, 1.5, 2, 3, 4]
  /// Steps for which a smaller end must do before it is taken.
  static let patience = 48

  /// How far the newest steps reach, oldest first.
  private var reaches: [Double] = []
  private(set) var end = 4.0

  /// Follows a step: grows at once, shrinks when a smaller end has done for a while.
  mutating func follow(_ report: StepReport) {
    reaches.append(
      [
        reach(of: report.positiveHistogram), reach(of: report.negativeHistogram),
        sensible(report.positiveDistance) + sensible(report.margin), sensible(report.negativeDistance),
      ].reduce(0, max))
    if reaches.count > Self.patience { reaches.removeFirst() }
    let needed = reaches.reduce(0, max)
    end = needed > 0 ? Self.ends.first { $0 >= needed } ?? 4 : 4
  }

  private func sensible(_ value: Float) -> Double { value.isFinite ? Double(min(4, max(0, value))) : 0 }

  /// Below which 99.5 % of a histogram lies.
  private func reach(of histogram: [Int]) -> Double {
    let total = histogram.reduce(0.0) { $0 + Double(max(0, $1)) }
    guard total > 0 else { return 0 }
    var sum = 0.0
    for (bin, count) in histogram.enumerated() {
      sum += Double(max(0, count))
      if sum >= total * 0.995 { return 4 * Double(bin + 1) / Double(histogram.count) }
    }
    return 4
  }
}
