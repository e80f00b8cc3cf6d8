import SiamMessages

/// The right end of the d⁺ and d⁻ histograms' axis: it follows where the mass is, in few steps, so that it stands
/// still.
struct DistanceRange: Equatable, Sendable {
  /// The ends it can have; the last is the greatest distance of unit vectors, squared.
  static let ends: [Double] = [0.25, 0.5, 1, 1.5, 2, 3, 4]
  /// Steps for which a smaller end must do before it is taken.
  static let patience = 20

  private(set) var end = 4.0
  private var calmSteps = 0
  private var hasData = false

  /// Follows a step: grows at once, shrinks when a smaller end has done for a while.
  mutating func follow(_ report: StepReport) {
    let reach = [
      reach(of: report.positiveHistogram), reach(of: report.negativeHistogram),
      sensible(report.positiveDistance) + sensible(report.margin), sensible(report.negativeDistance),
    ]
    let needed = reach.reduce(0, max)
    guard needed > 0 else { return }
    let wanted = DistanceRange.ends.first { $0 >= needed } ?? 4
    if !hasData || wanted > end {
      end = wanted
      calmSteps = 0
      hasData = true
    } else if wanted < end, needed * 1.1 < wanted || wanted * 2 <= end {
      calmSteps += 1
      if calmSteps >= DistanceRange.patience {
        end = wanted
        calmSteps = 0
      }
    } else {
      calmSteps = 0
    }
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
