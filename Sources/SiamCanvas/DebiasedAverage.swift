/// An exponential moving average without the bias of its start, as Adam's moments are corrected.
///
/// A value that is not finite is passed over, so that one of them does not poison the curve.
package struct DebiasedAverage: Equatable, Sendable {
  /// The weight of the past, 0 up to 1.
  package let decay: Double
  /// The values so far, each weighted by its age.
  package private(set) var sum = 0.0
  /// Of all weights.
  package private(set) var weight = 0.0

  /// An average over about 1 / (1 − `decay`) values.
  package init(decay: Double) {
    self.decay = decay.isFinite ? min(0.9999, max(0, decay)) : 0
  }

  /// An average as it was after some values.
  package init(decay: Double, sum: Double, weight: Double) {
    self.init(decay: decay)
    self.sum = sum
    self.weight = weight
  }

  /// The average so far; nil before the first finite value.
  package var value: Double? { weight > 0 ? sum / weight : nil }

  /// Takes one more value in.
  package mutating func append(_ value: Double) {
    guard value.isFinite, abs(value) < History.largest else { return }
    sum = decay * sum + (1 - decay) * value
    weight = decay * weight + (1 - decay)
  }
}
