import SiamData
import SiamCore
import SiamNetworks
import SiamTensors
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// The newest triplets of a training step.
@Suite(.timeLimit(.minutes(30))) struct TrainingStepTests {
  private struct Found: Sendable {
    var before: NewestTriplets?
    var newest: NewestTriplets?
    var report: StepReport
    var dataset: Dataset
    var items: [BatchItem]
  }

  private static func found(_ recipe: Recipe) async throws -> Found {
    try await TrainedModelTests.computing { context in
      let dataset = try SmallData.dataset()
      let network = try Network(recipe, channels: 1, height: 28, width: 28)
      let step = try TrainingStep(context, recipe: recipe, network: network, classes: 4, images: 3)
      let before = step.newestTriplets(dataset)
      let settings = TrainingSettings(margin: recipe.margin, miner: recipe.miner, learningRate: 1e-3)
      let maker = BatchMaker(dataset: dataset, recipe: recipe)
      _ = try step.run(maker.make(step: 4), step: 4, settings)
      let batch = maker.make(step: 5)
      let report = try step.run(batch, step: 5, settings)
      return Found(
        before: before, newest: step.newestTriplets(dataset), report: report, dataset: dataset, items: batch.items)
    }
  }

  @Test(arguments: Objective.allCases.map { ($0, Miner.semiHard) } + Miner.allCases.map { (.triplet, $0) })
  func `the last batch's triplets include those in its step report`(
    _ objective: Objective, _ miner: Miner
  ) async throws {
    var recipe = SmallData.recipe(objective)
    (recipe.miner, recipe.quarterTurnClasses) = (miner, true)
    let found = try await Self.found(recipe)
    #expect(found.before == nil)
    let newest = try #require(found.newest)
    let report = found.report
    #expect(newest.step == 6 && newest.step == report.step && newest.margin == recipe.margin)
    #expect(newest.mined == report.mined.easy + report.mined.semiHard + report.mined.hard)
    #expect(newest.triplets.prefix(8).map(\.report) == report.triplets)
    // 12 anchors with 2 positives and 9 negatives each.
    #expect(newest.gaps.reduce(0, +) == 12 * 2 * 9)
    if objective != .pair {
      let margin = objective == .contrastive ? recipe.margin * recipe.margin : recipe.margin
      #expect(Float(newest.active(at: margin)) / (12 * 2 * 9) == report.activeShare)
    }
    let names = Set(
      found.items.map { item in
        let name = found.dataset.picture(item.image)?.className ?? ""
        return item.quarterTurns == 0 ? name : "\(name) turned by \(item.quarterTurns * 90)°"
      })
    #expect(names.count == 4 && names.contains { $0.contains("turned") })
    for triplet in newest.triplets {
      #expect(triplet.anchorClass != triplet.negativeClass)
      #expect(names.isSuperset(of: [triplet.anchorClass, triplet.negativeClass]))
    }
  }
}
