import Foundation
import SiamCore

/// One axis of a chart: maps values to positions along its length, and places its ticks.
package struct Axis: Equatable, Sendable {
  /// The value at the start of the axis.
  package let low: Double
  /// The value at the end of the axis, greater than `low`.
  package let high: Double
  /// Whether the axis is logarithmic.
  package let isLogarithmic: Bool

  /// Creates a linear axis; an invalid range becomes one of length 1 or more from `low`, or from 0.
  package init(_ low: Double, _ high: Double) {
    if low.isFinite, high.isFinite, (high - low).isFinite, high > low {
      self.low = low
      self.high = high
    } else {
      self.low = low.isFinite && abs(low) < 1e300 ? low : 0
      self.high = self.low + Swift.max(1, abs(self.low))
    }
    isLogarithmic = false
  }

  /// Creates a logarithmic axis; an invalid range becomes 0.001…1.
  package init(logarithmic low: Double, _ high: Double) {
    let isValid = low.isFinite && high.isFinite && low > 0 && high > low
    self.low = isValid ? Swift.max(low, high * 1e-12) : 0.001
    self.high = isValid ? high : 1
    isLogarithmic = true
  }

  /// Returns the position of a value, 0 at `low` and 1 at `high`; nil if it can't be shown on the axis.
  package func share(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    if isLogarithmic {
      guard value > 0 else { return nil }
      return log(value / low) / log(high / low)
    }
    let share = (value - low) / (high - low)
    return share.isFinite ? share : nil
  }

  /// Returns the value at a position: the inverse of `share`.
  package func value(at share: Double) -> Double {
    isLogarithmic ? low * pow(high / low, share) : low + (high - low) * share
  }

  /// A tick of an axis.
  package struct Tick: Equatable, Sendable {
    /// The value that it marks.
    package let value: Double
    /// The text beside it.
    package let label: String
  }

  /// Returns about `count` ticks at multiples of 1, 2 or 5 times a power of ten.
  package func ticks(_ count: Int) -> [Tick] {
    isLogarithmic ? logarithmicTicks(count) : linearTicks(count)
  }

  private func linearTicks(_ count: Int) -> [Tick] {
    let step = Axis.niceStep((high - low) / Double(Swift.max(1, count)))
    guard step.isFinite, step > 0 else { return [] }
    let first = (low / step - 1e-9).rounded(.up)
    let number = Int(bounded: ((high - low) / step).rounded(.down), to: 0...100)
    let decimals = step >= 1 ? 0 : Int(bounded: -log10(step).rounded(.down), to: 0...6)
    return (0...number + 1).compactMap { index in
      let value = (first + Double(index)) * step
      guard value <= high + step * 1e-6 else { return nil }
      return Tick(value: value, label: Axis.label(value, decimals: decimals))
    }
  }

  private func logarithmicTicks(_ count: Int) -> [Tick] {
    let first = Int(bounded: log10(low).rounded(.down), to: -320...320)
    let last = Int(bounded: log10(high).rounded(.up), to: -320...320)
    let every = Swift.max(1, (last - first) / Swift.max(1, count))
    let factors: [Double] = last - first <= Swift.max(1, count / 2) ? [1, 2, 5] : [1]
    return stride(from: first, through: last, by: every).flatMap { exponent in
      factors.compactMap { factor in
        let value = factor * pow(10, Double(exponent))
        guard value >= low * 0.999, value <= high * 1.001 else { return nil }
        let label =
          exponent < -4 || exponent > 5
          ? "\(Int(factor))e\(exponent)" : Axis.label(value, decimals: Swift.max(0, -exponent))
        return Tick(value: value, label: label)
      }
    }
  }

  private static func label(_ value: Double, decimals: Int) -> String {
    if decimals == 0, abs(value) >= 1e6, abs(value) < 1e12 {
      let millions = value / 1e6
      return NumberFormat.fixed(millions, decimals: millions == millions.rounded() ? 0 : 1) + "M"
    }
    if decimals == 0, abs(value) >= 10_000, abs(value) < 1e6 {
      let thousands = value / 1000
      return NumberFormat.fixed(thousands, decimals: thousands == thousands.rounded() ? 0 : 1) + "k"
    }
    return NumberFormat.fixed(value, decimals: decimals)
  }

  /// Returns the smallest of 1, 2 and 5 times a power of ten that is at least `step`.
  package static func niceStep(_ step: Double) -> Double {
    nice(step, [1, 2, 5, 10])
  }

  /// Returns the smallest of the `roots` times a power of ten that is at least `value`.
  package static func nice(_ value: Double, _ roots: [Double] = [1, 1.5, 2, 3, 4, 5, 6, 8, 10]) -> Double {
    guard value.isFinite, value > 1e-300 else { return 1 }
    let power = pow(10, log10(value).rounded(.down))
    return (roots.first { $0 * power >= value * (1 - 1e-9) } ?? 10) * power
  }
}
