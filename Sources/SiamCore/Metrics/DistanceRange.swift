/// The right end of the axis of the d⁺ and d⁻ histograms, chosen from a few values so that it rarely changes.
///
/// It depends only on the newest steps, so that a replay that starts anywhere shows the same axis.
package struct DistanceRange: Equatable, Sendable {
  /// The possible ends, squared distances. The last is the maximum of unit vectors.
  package static let ends: [Double] = [0.25, 0.5, 1, 1.5, 2, 3, 4]
  /// The number of steps for which a smaller end must suffice before the axis shrinks.
  package static let patience = 48

  /// The ends that the newest steps need, oldest first.
  private var reaches: [Double] = []
  /// The end of the axis, a squared distance.
  package private(set) var end = 4.0

  /// Creates the range before the first step, 0…4.
  package init() {}

  /// Records a step. The range grows at once, and shrinks after `patience` steps that need less.
  package mutating func record(_ report: StepReport) {
    reaches.append(
      [
        reach(of: report.positiveHistogram), reach(of: report.negativeHistogram),
        clamped(report.positiveDistance) + clamped(report.margin), clamped(report.negativeDistance),
      ].reduce(0, max))
    if reaches.count > Self.patience { reaches.removeFirst() }
    let needed = reaches.reduce(0, max)
    end = needed > 0 ? Self.ends.first { $0 >= needed } ?? 4 : 4
  }

  private func clamped(_ value: Float) -> Double { value.isFinite ? Double(min(4, max(0, value))) : 0 }

  /// The squared distance below which 99.5 % of a histogram lies.
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
