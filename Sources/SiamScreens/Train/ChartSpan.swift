import SiamCanvas

/// What the columns of the Train screen's curves stand for: steps, or training time.
///
/// Curves are kept by step; over time their columns lie between the steps that were taken at those times.
struct ChartSpan {
  /// Along the columns, in steps or in `unit`s.
  let axis: Axis
  /// `steps`, `s`, `min` or `h`.
  let unit: String
  private let low: Double
  private let high: Double
  private let secondsPerUnit: Double
  /// Steps and the training time at them, both rising; nil over steps.
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

  /// The unit of an axis of training time that ends at so many seconds.
  static func timeUnit(upTo seconds: Double) -> (unit: String, seconds: Double) {
    seconds < 180 ? ("s", 1) : seconds < 10_800 ? ("min", 60) : ("h", 3600)
  }

  /// The right end of the whole run's axis: a round number the curve fills well, so that the chart moves in hops.
  static func horizon(_ model: Model) -> Double {
    let newest = newest(model)
    guard !model.view.isOverTime else { return max(10, Axis.nice(newest * 1.02)) }
    let round = max(20, Axis.nice(newest * 1.02))
    guard let planned = model.plannedSteps, planned > 0 else { return round }
    return newest * 1.25 >= Double(planned) ? max(Double(planned), newest) : min(round, max(Double(planned), newest))
  }

  /// The newest position.
  static func newest(_ model: Model) -> Double {
    model.view.isOverTime ? max(0, model.curves.seconds.latest ?? 0) : Double(max(model.step, 1))
  }

  /// The steps between which each of some columns lies, one more than columns.
  func edges(_ columns: Int) -> [Double] {
    guard columns > 0 else { return [] }
    let positions = (0...columns).map { low + (high - low) * Double($0) / Double(columns) }
    guard let knots else { return positions }
    return positions.map { ChartSpan.step(at: $0, knots) }
  }

  /// Where a step lies on the axis; nil where that isn't known.
  func position(_ step: Double) -> Double? {
    guard let knots else { return step }
    guard let first = knots.first, step >= first.step, let place = ChartSpan.place(step, in: knots, by: \.step) else {
      return nil
    }
    let (from, to) = (knots[place], knots[min(place + 1, knots.count - 1)])
    let share = to.step > from.step ? (step - from.step) / (to.step - from.step) : 0
    return (from.seconds + share * (to.seconds - from.seconds)) / secondsPerUnit
  }

  /// The position, in steps or seconds, at a share 0…1 of the columns.
  func position(at share: Double) -> Double { low + (high - low) * share }

  private static func knots(_ seconds: History, from step: Double) -> [(step: Double, seconds: Double)] {
    var knots = [(step: 0.0, seconds: 0.0)]
    for bucket in seconds.knots(from: step) where bucket.count > 0 {
      guard bucket.last > knots[knots.count - 1].step, bucket.maximum > knots[knots.count - 1].seconds else { continue }
      knots.append((bucket.last, bucket.maximum))
    }
    return knots
  }

  /// The step taken at a time, straight between the knots and beyond the last.
  private static func step(at seconds: Double, _ knots: [(step: Double, seconds: Double)]) -> Double {
    guard knots.count > 1, let place = place(seconds, in: knots, by: \.seconds) else { return seconds }
    let from = knots[min(place, knots.count - 2)]
    let to = knots[min(place, knots.count - 2) + 1]
    return from.step + (seconds - from.seconds) / (to.seconds - from.seconds) * (to.step - from.step)
  }

  /// The last knot that is not beyond a value.
  private static func place(
    _ value: Double, in knots: [(step: Double, seconds: Double)],
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
