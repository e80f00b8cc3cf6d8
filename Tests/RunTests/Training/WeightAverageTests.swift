import SiamNetworks
import SiamTensors
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// The exponential moving average of a network's weights.
@Suite struct WeightAverageTests {
  private static func network(seed: UInt64) throws -> Network {
    try Network(EncoderDescription(channels: 1, height: 8, width: 8, widths: [3]), seed: seed)
  }

  @Test func `the average of parameters and statistics follows the formula`() throws {
    let (network, other) = (try Self.network(seed: 1), try Self.network(seed: 2))
    other.parameters.statistics.fill(5)
    let average = try WeightAverage(of: network, decay: 0.9)
    var weights = network.parameters.values.values.map(Double.init)
    var statistics = network.parameters.statistics.values.map(Double.init)
    for step in 1...200 {
      let next = step % 2 == 1 ? other : network
      average.update(from: next)
      let decay = min(0.9, Double(1 + step) / Double(10 + step))
      for (index, value) in next.parameters.values.values.enumerated() {
        weights[index] = decay * weights[index] + (1 - decay) * Double(value)
      }
      for (index, value) in next.parameters.statistics.values.enumerated() {
        statistics[index] = decay * statistics[index] + (1 - decay) * Double(value)
      }
    }
    for (found, expected) in zip(average.network.parameters.values.values, weights) {
      #expect(abs(Double(found) - expected) < 1e-5)
    }
    for (found, expected) in zip(average.network.parameters.statistics.values, statistics) {
      #expect(abs(Double(found) - expected) < 1e-4)
    }
  }

  @Test func `the averaged network is not modified`() throws {
    let (network, other) = (try Self.network(seed: 1), try Self.network(seed: 2))
    let before = network.parameters.values.values
    let average = try WeightAverage(of: network, decay: 0.9)
    average.update(from: other)
    #expect(network.parameters.values.values == before)
    #expect(average.network.parameters.values.values != before)
  }
}
