import SiamMessages
import SiamNetworks
import Testing

@testable import SiamTraining

@Suite struct CollapseTests {
  static func step(_ number: Int, loss: Float, spread: Float) -> StepReport {
    StepReport(
      step: number, loss: loss, positiveDistance: 0, negativeDistance: 0, activeShare: 1, learningRate: 0,
      margin: 0.2, mined: MinedCounts(), gradientNorm: 0, effectiveRank: 1, spread: spread, positiveHistogram: [],
      negativeHistogram: [], triplets: [], imagesPerSecond: 0, seconds: 0)
  }

  static func alarms(_ steps: [(loss: Float, spread: Float)], _ objective: Objective = .triplet) -> [CollapseReport] {
    var detector = CollapseDetector()
    let recipe = Recipe(objective: objective).with(margin: 0.2, miner: .batchHard)
    let blind = objective == .pair ? BlindLoss(0.693147, "ln 2") : BlindLoss(0.2, "the margin")
    return steps.enumerated().compactMap {
      detector.observe(Self.step($0.offset + 1, loss: $0.element.loss, spread: $0.element.spread), blind: blind, recipe)
    }
  }

  static func repeated(_ loss: Float, _ spread: Float, _ count: Int = 200) -> [(loss: Float, spread: Float)] {
    Array(repeating: (loss, spread), count: count)
  }

  @Test func `equal embeddings with the loss at the margin are a collapse, told once`() throws {
    let alarms = Self.alarms(Self.repeated(0.2, 1e-5))
    #expect(alarms.count == 1)
    #expect(alarms.first?.step == CollapseDetector.patience)
    #expect(
      alarms.first?.remedy == "all embeddings are equal, so the loss sits at the margin: start again with "
        + "--miner semi-hard, or a lower --learning-rate")
  }

  @Test func `a solved batch is no collapse`() {
    #expect(Self.alarms(Self.repeated(0, 1e-5)).isEmpty)
    #expect(Self.alarms(Self.repeated(0, 0.7)).isEmpty)
  }

  @Test func `a loss at the margin with spread embeddings is no collapse`() {
    #expect(Self.alarms(Self.repeated(0.2, 0.3)).isEmpty)
  }

  @Test func `a short narrow passage is no collapse`() {
    let passage = Self.repeated(0.2, 1e-3, CollapseDetector.patience - 1) + Self.repeated(0.15, 0.1, 10)
    #expect(Self.alarms(passage + passage).isEmpty)
  }

  @Test func `a second collapse is told again`() {
    let collapse = Self.repeated(0.2, 1e-5)
    #expect(Self.alarms(collapse + Self.repeated(0.1, 0.5, 10) + collapse).count == 2)
  }

  @Test func `pairs collapse at ln 2`() {
    let alarms = Self.alarms(Self.repeated(0.6931, 1e-5), .pair)
    #expect(
      alarms.map(\.remedy) == [
        "all embeddings are equal, so the loss sits at ln 2: start again with a lower --learning-rate"
      ])
    #expect(Self.alarms(Self.repeated(0.2, 1e-5), .pair).isEmpty)
  }
}
