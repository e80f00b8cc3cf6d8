import Foundation
import SiamData
import SiamFewShot
import SiamCore
import SiamTensors
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// Evaluation of a trained model on unseen classes.
@Suite(.timeLimit(.minutes(30))) struct ModelEvaluatorTests {
  private static let setting = EpisodeSetting(way: 2, shot: 1)

  private static func evaluated<Result: Sendable>(
    _ objective: Objective = .triplet, _ change: @escaping @Sendable (inout EvaluationOptions) -> Void = { _ in },
    _ body: @escaping @Sendable (ModelEvaluator) throws -> Result
  ) async throws -> Result {
    let url = try await TrainedModelTests.trained(objective)
    defer { try? FileManager.default.removeItem(at: url) }
    return try await TrainedModelTests.computing { context in
      let model = try TrainedModel(opening: url.path)
      var order = EvaluationOptions()
      order.episodes = 12
      order.queries = 2
      change(&order)
      let classes = try EvaluationClasses(try SmallData.dataset(.last(0)), unseenBy: model)
      return try body(try ModelEvaluator(context, model, classes, order))
    }
  }

  @Test(arguments: [Objective.triplet, .pair]) func `all classifiers are compared on the same episodes`(
    _ objective: Objective
  ) async throws {
    let names: [ClassifierName] =
      [.nearestMean, .kNearest, .cosineAttention, .fineTuning] + (objective == .pair ? [.pairSimilarity] : [])
    let report = try await Self.evaluated(objective, { $0.classifiers = names }) { evaluator in
      try evaluator.evaluate(Self.setting, try evaluator.episodes(Self.setting)).report
    }
    #expect(report.classifiers.map(\.classifier) == names.map(\.rawValue))
    #expect(report.classifier == names[0].rawValue && report.accuracy == report.classifiers[0].accuracy)
    #expect(report.split == "test" && report.step == 6 && report.chance == 0.5 && report.loss == nil)
    // With one shot all classifiers use the same nearest image.
    #expect(report.classifiers[1].accuracy == report.accuracy && report.classifiers[2].accuracy == report.accuracy)
  }

  @Test func `the seed determines the episodes`() async throws {
    let drawn = try await [UInt64(1), 1, 2].asyncMap { seed in
      try await Self.evaluated(.triplet, { $0.seed = seed }) { try $0.episodes(Self.setting) }
    }
    #expect(drawn[0] == drawn[1] && drawn[0] != drawn[2])
  }

  @Test func `with quarter turns a rotated class is another class`() async throws {
    let names = try await Self.evaluated(.triplet, { $0.quarterTurnClasses = true }) { evaluator in
      let setting = EpisodeSetting(way: 8, shot: 1)
      let report = try evaluator.evaluate(setting, try evaluator.episodes(setting)).report
      return [report.classifier] + (0..<8).map { evaluator.name($0) }
    }
    #expect(Set(names).count == 9 && names.contains("bar 7 turned by 270°") && names.contains("bar 6"))
  }

  @Test func `variants are averaged to embeddings of unit length`() async throws {
    let url = try await TrainedModelTests.trained()
    defer { try? FileManager.default.removeItem(at: url) }
    let (one, three) = try await TrainedModelTests.computing { context in
      let model = try TrainedModel(opening: url.path)
      let dataset = try SmallData.dataset()
      let images = dataset.validation.flatMap(dataset.images)
      let embedder = try ImageEmbedder(context, model.network, count: images.count)
      return try (
        embedder.embed(images, of: dataset).embeddings.values.values,
        embedder.embed(images, of: dataset, variants: 3).embeddings.values.values
      )
    }
    #expect(one != three && one.count == three.count)
    let dimension = one.count / 10
    for row in 0..<10 {
      let length = three[row * dimension..<(row + 1) * dimension].reduce(0) { $0 + $1 * $1 }
      #expect(abs(length - 1) < 1e-5)
    }
  }

  @Test(arguments: [Objective.triplet, .pair]) func `pairs are verified at the run's threshold`(
    _ objective: Objective
  ) async throws {
    let report = try await Self.evaluated(objective) { try $0.verify(pairs: 15) }
    #expect(report.samePairs == 15 && report.pairs == 30)
    #expect((0...1).contains(report.threshold) && (0...1).contains(report.accuracy) && (0...1).contains(report.auc))
    #expect(report.score == (objective == .pair ? "pair-similarity" : "distance"))
  }

  @Test func `a way above the number of classes is rejected`() async throws {
    await #expect(throws: FewShotError.tooFewClasses(way: 3, classes: 2, imagesNeeded: 3)) {
      try await Self.evaluated { try $0.episodes(EpisodeSetting(way: 3, shot: 1)) }
    }
  }
}

extension Sequence {
  fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
