import SiamCanvas
import SiamScreens

/// What a curve's next point depends on: the smoothed curves, and the newest finite values.
struct CurveState: Equatable, Sendable {
  /// By `StepCurve`.
  var averages = StepCurve.allCases.map { DebiasedAverage(decay: $0.decay) }
  /// By `StepCurve`; nil before the first.
  var latest: [Double?] = StepCurve.allCases.map { _ in nil }

  /// The bucket of a step's sample, which is taken in.
  mutating func bucket(_ curve: Int, _ row: StepRow) -> History.Bucket {
    let value = row.samples[curve]
    averages[curve].append(value)
    let bucket = History.Bucket(value, at: Double(row.step), smooth: averages[curve].value)
    if bucket.count > 0 { latest[curve] = value }
    return bucket
  }

  /// Takes a step in.
  mutating func take(_ row: StepRow) {
    for curve in row.samples.indices { _ = bucket(curve, row) }
  }
}
