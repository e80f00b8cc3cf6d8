import SiamCanvas
import SiamCore

/// The horizontal axis of charts over the run: steps or training time.
///
/// Curves are stored by step; an axis of time is mapped to the steps that ran at each time.
struct ChartSpan {
  /// The visible range, in steps or in `unit`s.
  let axis: Axis
  /// The unit of the axis: `steps`, `s`, `min` or `h`.
  let unit: String
  private let low: Double
  private let high: Double
  private let secondsPerUnit: Double
  /// Pairs of a step and its training time, both increasing; nil when the axis is in steps.
  private let knots: [(step: Double, seconds: Double)]?

  init(_ model: Model) {
    let isOverTime = model.view.isOverTime
    let horizon = ChartSpan.horizon(model)
    let newest = ChartSpan.newest(model)
    (low, high) = model.view.window.range(horizon: horizon, newest: newest)
    guard isOverTime else {
      (unit, secondsPerUnit, knots) = ("steps", 1, nil)
      axis = Axis(low, high)
      return
    }
    (unit, secondsPerUnit) = ChartSpan.timeUnit(upTo: high)
    axis = Axis(low / secondsPerUnit, high / secondsPerUnit)
    let coarse = ChartSpan.knots(model.curves.seconds, from: 0)
    let first = ChartSpan.step(at: low, coarse)
    knots = ChartSpan.knots(model.curves.seconds, from: first)
  }

  /// Returns the unit of an axis of training time that ends at `seconds`, and its length in seconds.
  static func timeUnit(upTo seconds: Double) -> (unit: String, seconds: Double) {
    seconds < 180 ? ("s", 1) : seconds < 10_800 ? ("min", 60) : ("h", 3600)
  }

  /// The right end of the axis of the whole run: a round number, so that the chart rescales rarely.
  static func horizon(_ model: Model) -> Double {
    let newest = newest(model)
    guard !model.view.isOverTime else { return max(10, Axis.nice(newest * 1.02)) }
    let round = max(20, Axis.nice(newest * 1.02))
    guard let planned = model.plannedSteps, planned > 0 else { return round }
    return newest * 1.25 >= Double(planned) ? max(Double(planned), newest) : min(round, max(Double(planned), newest))
  }

  /// The latest position, in steps or seconds.
  static func newest(_ model: Model) -> Double {
    model.view.isOverTime ? max(0, model.curves.seconds.latest ?? 0) : Double(max(model.step, 1))
  }

  /// Returns the steps at the edges of `columns` columns; `columns` + 1 values.
  func edges(_ columns: Int) -> [Double] {
    guard columns > 0 else { return [] }
    let positions = (0...columns).map { low + (high - low) * Double($0) / Double(columns) }
    guard let knots else { return positions }
    return positions.map { ChartSpan.step(at: $0, knots) }
  }

  /// Returns the position of a step on the axis, or nil if it is unknown.
  func position(_ step: Double) -> Double? {
    guard let knots else { return step }
    guard let first = knots.first, step >= first.step, let index = ChartSpan.index(of: step, in: knots, by: \.step)
    else {
      return nil
    }
    let (from, to) = (knots[index], knots[min(index + 1, knots.count - 1)])
    let share = to.step > from.step ? (step - from.step) / (to.step - from.step) : 0
    return (from.seconds + share * (to.seconds - from.seconds)) / secondsPerUnit
  }

  /// Returns the position, in steps or seconds, at a share 0…1 of the axis.
  func position(at share: Double) -> Double { low + (high - low) * share }

  private static func knots(_ seconds: History, from step: Double) -> [(step: Double, seconds: Double)] {
    var knots = [(step: 0.0, seconds: 0.0)]
    for bucket in seconds.knots(from: step) where bucket.count > 0 {
      guard bucket.last > knots[knots.count - 1].step, bucket.maximum > knots[knots.count - 1].seconds else { continue }
      knots.append((bucket.last, bucket.maximum))
    }
    return knots
  }

  /// Returns the step that ran at a time, by linear interpolation between knots and extrapolation beyond the last.
  private static func step(at seconds: Double, _ knots: [(step: Double, seconds: Double)]) -> Double {
    guard knots.count > 1, let index = index(of: seconds, in: knots, by: \.seconds) else { return seconds }
    let from = knots[min(index, knots.count - 2)]
    let to = knots[min(index, knots.count - 2) + 1]
    return from.step + (seconds - from.seconds) / (to.seconds - from.seconds) * (to.step - from.step)
  }

  /// Returns the index of the last knot that is not beyond a value.
  private static func index(
    of value: Double, in knots: [(step: Double, seconds: Double)],
    by key: KeyPath<(step: Double, seconds: Double), Double>
  ) -> Int? {
    guard !knots.isEmpty else { return nil }
    var (low, high) = (0, knots.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if knots[middle][keyPath: key] <= value { low = middle } else { high = middle }
    }
    return low
  }
}
