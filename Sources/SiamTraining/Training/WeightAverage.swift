internal import SiamTensors

/// An exponential average of a network's parameters and running statistics over its steps.
///
/// After step t, `average ← k · average + (1 − k) · weights` with `k = min(keeping, (1 + t)/(10 + t))`, so that the
/// first steps, whose weights are far from any later ones, are soon forgotten.
///
/// Source: Polyak and Juditsky 1992; Tarvainen and Valpola 2017, Mean teachers, eq. 3, and §3.4 for the ramp.
final class WeightAverage {
  /// The average, as a network of the same shape.
  let network: Network
  private let keeping: Float
  /// Steps followed so far.
  var steps = 0

  /// An average that starts at a network's first weights; `keeping` is 0…1.
  init(of network: Network, keeping: Float) throws(TensorError) {
    self.network = try network.copy()
    self.keeping = keeping
  }

  /// Takes a step's weights into the average.
  func follow(_ other: Network) {
    steps += 1
    let kept = min(keeping, Float(1 + steps) / Float(10 + steps))
    Self.move(network.parameters.values, towards: other.parameters.values, by: 1 - kept)
    Self.move(network.parameters.statistics, towards: other.parameters.statistics, by: 1 - kept)
  }

  private static func move(_ average: FloatBuffer, towards target: FloatBuffer, by share: Float) {
    average.withMutableSpan { average in
      target.withSpan { target in
        for index in 0..<average.count { average[index] += share * (target[index] - average[index]) }
      }
    }
  }
}
