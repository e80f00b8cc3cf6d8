import SiamNetworks
import SiamTensors

/// An exponential moving average of a network's parameters and running statistics.
///
/// After step t, `average ← k · average + (1 − k) · weights` with `k = min(decay, (1 + t)/(10 + t))`, so that the
/// first steps, whose weights are far from later ones, soon lose their influence.
///
/// Source: Polyak and Juditsky 1992; Tarvainen and Valpola 2017, Mean teachers, eq. 3, and §3.4 for the ramp.
final class WeightAverage {
  /// The average, as a network of the same shape.
  let network: Network
  private let decay: Float
  /// The number of steps that have been averaged.
  var steps = 0

  /// Makes an average that starts with a network's initial weights; `decay` is 0…1.
  init(of network: Network, decay: Float) throws(TensorError) {
    self.network = try network.copy()
    self.decay = decay
  }

  /// Adds a step's weights to the average.
  func update(from other: Network) {
    steps += 1
    let share = min(decay, Float(1 + steps) / Float(10 + steps))
    Self.move(network.parameters.values, towards: other.parameters.values, by: 1 - share)
    Self.move(network.parameters.statistics, towards: other.parameters.statistics, by: 1 - share)
  }

  private static func move(_ average: FloatBuffer, towards target: FloatBuffer, by share: Float) {
    average.withMutableSpan { average in
      target.withSpan { target in
        for index in 0..<average.count { average[index] += share * (target[index] - average[index]) }
      }
    }
  }
}
