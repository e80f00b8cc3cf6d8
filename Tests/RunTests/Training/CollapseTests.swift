import Foundation
import SiamData
import SiamCore
import SiamNetworks
import TestSupport
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

@Suite struct CollapseTests {
  static func step(_ number: Int, loss: Float, spread: Float) -> StepReport {
    StepReport(
      step: number, loss: loss, positiveDistance: 0, negativeDistance: 0, activeShare: 1, learningRate: 0,
      margin: 0.2, mined: MinedCounts(), gradientNorm: 0, effectiveRank: 1, spread: spread, positiveHistogram: [],
      negativeHistogram: [], triplets: [], imagesPerSecond: 0, seconds: 0)
  }

  static func alarms(
    _ steps: [(loss: Float, spread: Float)], _ objective: Objective = .triplet, margin: Float = 0.2,
    planned: Int? = nil
  ) -> [CollapseReport] {
    var detector = CollapseDetector()
    let recipe = Recipe(objective: objective).with(margin: margin, miner: .batchHard)
    let collapsed = objective == .pair ? CollapsedLoss(0.693147, "ln 2") : CollapsedLoss(margin, "the margin")
    return steps.enumerated().compactMap {
      detector.observe(
        Self.step($0.offset + 1, loss: $0.element.loss, spread: $0.element.spread), collapsed: collapsed, recipe,
        plannedSteps: planned)
    }
  }

  static func repeated(_ loss: Float, _ spread: Float, _ count: Int = 200) -> [(loss: Float, spread: Float)] {
    Array(repeating: (loss, spread), count: count)
  }

  @Test func `equal embeddings with the loss at the margin are reported once as a collapse`() throws {
    let alarms = Self.alarms(Self.repeated(0.2, 1e-5))
    #expect(alarms.count == 1)
    #expect(alarms.first?.step == CollapseDetector.patience)
    #expect(
      alarms.first?.remedy == "all embeddings are equal and the loss is stuck at the margin: start again with "
        + "--miner semi-hard, or a lower --learning-rate")
  }

  @Test(arguments: [(6, nil), (12, 10), (40, 20), (90, 45), (200, 50)] as [(Int, Int?)])
  func `in a short run, half of the steps are enough`(_ steps: Int, _ reported: Int?) {
    let alarms = Self.alarms(Self.repeated(0.1988, 0.035, steps), planned: steps)
    #expect(alarms.map(\.step) == [reported].compactMap(\.self))
  }

  @Test func `a solved batch is not a collapse`() {
    #expect(Self.alarms(Self.repeated(0, 1e-5)).isEmpty)
    #expect(Self.alarms(Self.repeated(0, 0.7)).isEmpty)
  }

  @Test func `a loss at the margin with spread embeddings is not a collapse`() {
    #expect(Self.alarms(Self.repeated(0.2, 0.3)).isEmpty)
  }

  @Test func `almost equal embeddings with the loss at the margin are reported as such`() throws {
    // Values of a run at a learning rate of 10: d⁺ ≈ d⁻ ≈ 0.03, and the loss of semi-hard triplets is the margin.
    let alarms = Self.alarms(Self.repeated(0.1994, 0.022))
    #expect(alarms.map(\.step) == [CollapseDetector.patience])
    #expect(
      alarms.first?.remedy == "all embeddings are almost equal and the loss is stuck at the margin: start again with "
        + "--miner semi-hard, or a lower --learning-rate")
  }

  @Test func `the first steps of a healthy run are not a collapse`() {
    // Values of the default recipe on glyphs: the loss of semi-hard triplets is near the margin, but the spread is
    // large.
    let first: [(loss: Float, spread: Float)] = [
      (0.195, 0.227), (0.1948, 0.241), (0.1921, 0.227), (0.1908, 0.222), (0.1874, 0.24),
    ]
    #expect(Self.alarms(first.flatMap { Self.repeated($0.loss, $0.spread, 60) }).isEmpty)
    // With a small margin embeddings are close together.
    #expect(Self.alarms(Self.repeated(0.0495, 0.03), margin: 0.05).isEmpty)
  }

  @Test func `almost equal embeddings are a collapse only for triplets`() {
    #expect(Self.alarms(Self.repeated(0.6931, 0.022), .pair).isEmpty)
  }

  @Test func `a lasting collapse is reported once even if its spread varies`() {
    let waves = (0..<20).flatMap { _ in Self.repeated(0.1994, 0.022, 30) + Self.repeated(0.19, 0.06, 30) }
    #expect(Self.alarms(Self.repeated(0.1994, 0.022, 60) + waves).count == 1)
  }

  @Test func `the state of an older version's checkpoint can be read`() throws {
    let detector = try JSONDecoder().decode(
      CollapseDetector.self, from: Data(#"{"stuckSteps":7,"isTold":false}"#.utf8))
    #expect(try JSONDecoder().decode(CollapseDetector.self, from: JSONEncoder().encode(detector)) == detector)
  }

  @Test(.enabled(if: isSoak, "trains a large batch in a debug build; set SIAM_SOAK=1"))
  func `a run with a learning rate of 10 reports a collapse`() async throws {
    var recipe = Recipe()
    recipe.steps = 2_000
    recipe.learningRate = 10
    recipe.evaluation.every = 1_000_000
    let session = TrainingSession(recipe: recipe, dataset: try .glyphs(options: DatasetOptions()), folder: nil)
    var alarm: CollapseReport?
    for await event in session.events {
      if case .step(let report) = event, report.step >= 2 * CollapseDetector.patience { session.send(.stop) }
      guard case .collapse(let report) = event else { continue }
      alarm = report
      session.send(.stop)
    }
    let found = try #require(alarm)
    #expect(found.remedy.hasPrefix("all embeddings are almost equal"))
    #expect(found.spread < CollapseDetector.maxNarrowSpread)
  }

  @Test(arguments: [Objective.triplet, .pair, .contrastive])
  func `a healthy run reports no collapse`(_ objective: Objective) async throws {
    var recipe = SmallData.recipe(objective, steps: 80)
    recipe.evaluation.every = 1000
    let alarms = try await TrainingSessionTests.events(recipe).filter { if case .collapse = $0 { true } else { false } }
    #expect(alarms.isEmpty)
  }

  @Test func `a short phase of close embeddings is not a collapse`() {
    let passage = Self.repeated(0.2, 1e-3, CollapseDetector.patience - 1) + Self.repeated(0.15, 0.1, 10)
    #expect(Self.alarms(passage + passage).isEmpty)
  }

  @Test func `a second collapse is reported again`() {
    let collapse = Self.repeated(0.2, 1e-5)
    #expect(Self.alarms(collapse + Self.repeated(0.1, 0.5, 10) + collapse).count == 2)
  }

  @Test func `pairs collapse at a loss of ln 2`() {
    let alarms = Self.alarms(Self.repeated(0.6931, 1e-5), .pair)
    #expect(
      alarms.map(\.remedy) == [
        "all embeddings are equal and the loss is stuck at ln 2: start again with a lower --learning-rate"
      ])
    #expect(Self.alarms(Self.repeated(0.2, 1e-5), .pair).isEmpty)
  }
}
