import SiamNetworks
import SiamData
import SiamFewShot
import SiamCore
import SiamTensors
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

@Suite(.timeLimit(.minutes(30))) struct ValidationPairsTests {
  private struct Found: Sendable {
    var reports: [EvaluationReport]
    var threshold: SimilarityThreshold?
    var alone: SimilarityThreshold?
    var auc: Float
    var eer: Float
    var accuracy: Float
  }

  @Test(arguments: [Objective.triplet, .pair])
  func `every setting reports the metrics of the pairs that choose the threshold`(
    _ objective: Objective
  ) async throws {
    let found = try await TrainedModelTests.computing { context in
      let dataset = try SmallData.dataset()
      var recipe = SmallData.recipe(objective)
      recipe.evaluation.settings.append(EpisodeSetting(way: 2, shot: 3))
      let network = try Network(recipe, channels: 1, height: 28, width: 28)
      let evaluator = try #require(
        try ValidationEvaluator(context, recipe: recipe, dataset: dataset, network: network))
      let (reports, threshold) = try evaluator.evaluate(
        network, step: 3, margin: 0.2, miner: .semiHard, isLast: false)
      let validation = ClassRows(dataset.validation, of: dataset)
      let table = try ImageEmbedder(context, network, count: 10).embed(validation.images, of: dataset)
      let pairs = try VerificationPairs(validation.rows, count: 4_000, seed: recipe.seed)
      let verification = try Verification(
        scores: try PairSimilarities(context, network).measure(pairs, table), isSame: pairs.isSame)
      return Found(
        reports: reports, threshold: threshold, alone: try evaluator.threshold(network),
        auc: Float(verification.areaUnderCurve), eer: Float(verification.equalErrorRate),
        accuracy: Float(verification.accuracy(at: verification.bestThreshold)))
    }
    #expect(found.reports.map(\.shot) == [1, 3] && found.reports.allSatisfy { $0.split == "validation" })
    #expect(found.reports.allSatisfy { $0.auc == found.auc && $0.eer == found.eer })
    #expect(found.threshold == found.alone && found.threshold?.accuracy == found.accuracy)
    #expect(found.threshold?.chosenOn == "validation")
  }
}
