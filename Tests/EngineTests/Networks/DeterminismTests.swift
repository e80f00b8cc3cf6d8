import SiamMessages
import SiamNetworks
import SiamTensors
import Testing

@Suite(.computing)
struct DeterminismTests {
  /// Five steps from the recorded start: every number the training leaves behind.
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
  func `two trainings from one start end bit for bit the same`(_ run: (miner: Miner, width: Int)) throws {
    let (one, other) = (try trained(run.miner, width: run.width), try trained(run.miner, width: run.width))
    #expect(one == other)
    #expect(one[0] != (try RecordedConv4(width: run.width).store.values.values.map(\.bitPattern)))
  }

  @Test func `embedding between two steps changes nothing but what it reads`() throws {
    let (network, watched) = (try RecordedConv4(width: 24), try RecordedConv4(width: 24))
    let onlooker = try Encoder(
      watched.context, watched.description, parameters: watched.store, batch: 5, mode: .inference)
    for step in 0..<3 {
      for one in [network, watched] {
        _ = try one.pass(
          one.images(step: step, contrast: 0.3), margin: 0.5, miner: .semiHard, reduction: .active)
        _ = one.adam.update(learningRate: 1e-3)
      }
      onlooker.images.fill(Float(step))
      try onlooker.forward()
    }
    #expect(network.store.values.values == watched.store.values.values)
    #expect(network.store.statistics.values == watched.store.statistics.values)
  }
}
