/// An exponential moving average with bias correction, as in Adam.
///
/// Values that are not finite are skipped, so that one of them does not spoil the curve.
package struct DebiasedAverage: Equatable, Sendable {
  /// The weight of the past, 0…0.9999.
  package let decay: Double
  /// The weighted sum of the values so far.
  package private(set) var sum = 0.0
  /// The sum of the weights.
  package private(set) var weight = 0.0

  /// Creates an average over about 1 / (1 − `decay`) values.
  package init(decay: Double) {
    self.decay = decay.isFinite ? min(0.9999, max(0, decay)) : 0
  }

  /// Restores an average from its state.
  package init(decay: Double, sum: Double, weight: Double) {
    self.init(decay: decay)
    self.sum = sum
    self.weight = weight
  }

  /// The average so far, or nil before the first finite value.
  package var value: Double? { weight > 0 ? sum / weight : nil }

  /// Adds a value.
  package mutating func append(_ value: Double) {
    guard value.isFinite, abs(value) < History.maxMagnitude else { return }
    sum = decay * sum + (1 - decay) * value
    weight = decay * weight + (1 - decay)
  }
}
