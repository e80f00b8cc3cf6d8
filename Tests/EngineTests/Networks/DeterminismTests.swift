import SiamCore
import SiamNetworks
import SiamTensors
import Testing

@Suite(.computing)
struct DeterminismTests {
  /// Trains five steps from the recorded start and returns all resulting values.
  private func trained(_ miner: Miner, width: Int) throws -> [[UInt32]] {
    let network = try RecordedConv4(width: width)
    for step in 0..<5 {
      _ = try network.pass(
        network.images(step: step, contrast: 0.3), margin: 0.5, miner: miner, reduction: .active)
      _ = network.adam.update(learningRate: 1e-3)
    }
    return [network.store.values, network.store.statistics, network.adam.firstMoment, network.adam.secondMoment]
      .map { $0.values.map(\.bitPattern) }
  }

  @Test(arguments: [(Miner.random, 12), (.semiHard, 64), (.batchHard, 20)])
  func `training twice from the same start gives the same bits`(_ run: (miner: Miner, width: Int)) throws {
    let (one, other) = (try trained(run.miner, width: run.width), try trained(run.miner, width: run.width))
    #expect(one == other)
    #expect(one[0] != (try RecordedConv4(width: run.width).store.values.values.map(\.bitPattern)))
  }

  @Test func `inference between training steps has no effect on training`() throws {
    let (network, observed) = (try RecordedConv4(width: 24), try RecordedConv4(width: 24))
    let inference = try Encoder(
      observed.context, observed.description, parameters: observed.store, batch: 5, mode: .inference)
    for step in 0..<3 {
      for one in [network, observed] {
        _ = try one.pass(
          one.images(step: step, contrast: 0.3), margin: 0.5, miner: .semiHard, reduction: .active)
        _ = one.adam.update(learningRate: 1e-3)
      }
      inference.images.fill(Float(step))
      try inference.forward()
    }
    #expect(network.store.values.values == observed.store.values.values)
    #expect(network.store.statistics.values == observed.store.statistics.values)
  }
}
