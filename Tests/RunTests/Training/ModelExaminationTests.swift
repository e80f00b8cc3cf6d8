import Foundation
import SiamData
import SiamFewShot
import SiamMessages
import SiamTensors
import Testing

@testable import SiamTraining

/// A trained model examined on classes it has not seen.
@Suite(.timeLimit(.minutes(30))) struct ModelExaminationTests {
  private static let setting = EpisodeSetting(way: 2, shot: 1)

  private static func examined<Result: Sendable>(
    _ objective: Objective = .triplet, _ change: @escaping @Sendable (inout EvaluationOrder) -> Void = { _ in },
    _ body: @escaping @Sendable (ModelExamination) throws -> Result
  ) async throws -> Result {
    let url = try await TrainedModelTests.trained(objective)
    defer { try? FileManager.default.removeItem(at: url) }
    return try await TrainedModelTests.computing { context in
      let model = try TrainedModel(opening: url.path)
      var order = EvaluationOrder()
      order.episodes = 12
      order.queries = 2
      change(&order)
      let classes = try TestClasses(try SmallData.dataset(.last(0)), unseenBy: model)
      return try body(try ModelExamination(context, model, classes, order))
    }
  }

  @Test(arguments: [Objective.triplet, .pair]) func `every classifier is compared on the same episodes`(
    _ objective: Objective
  ) async throws {
    let names: [ClassifierName] =
      [.nearestMean, .kNearest, .cosineAttention, .fineTuning] + (objective == .pair ? [.pairSimilarity] : [])
    let report = try await Self.examined(objective, { $0.classifiers = names }) { examination in
      try examination.evaluate(Self.setting, try examination.episodes(Self.setting)).report
    }
    #expect(report.classifiers.map(\.classifier) == names.map(\.rawValue))
    #expect(report.classifier == names[0].rawValue && report.accuracy == report.classifiers[0].accuracy)
    #expect(report.split == "test" && report.step == 6 && report.chance == 0.5 && report.loss == nil)
    // At one shot they all look at the same nearest image.
    #expect(report.classifiers[1].accuracy == report.accuracy && report.classifiers[2].accuracy == report.accuracy)
  }

  @Test func `the same seed draws the same, another seed other episodes`() async throws {
    let drawn = try await [UInt64(1), 1, 2].asyncMap { seed in
      try await Self.examined(.triplet, { $0.seed = seed }) { try $0.episodes(Self.setting) }
    }
    #expect(drawn[0] == drawn[1] && drawn[0] != drawn[2])
  }

  @Test func `a class turned by a quarter is another class when asked`() async throws {
    let names = try await Self.examined(.triplet, { $0.quarterTurnClasses = true }) { examination in
      let setting = EpisodeSetting(way: 8, shot: 1)
      let report = try examination.evaluate(setting, try examination.episodes(setting)).report
      return [report.classifier] + (0..<8).map { examination.name($0) }
    }
    #expect(Set(names).count == 9 && names.contains("bar 7 turned by 270°") && names.contains("bar 6"))
  }

  @Test func `variants are averaged, and every embedding keeps unit length`() async throws {
    let url = try await TrainedModelTests.trained()
    defer { try? FileManager.default.removeItem(at: url) }
    let (one, three) = try await TrainedModelTests.computing { context in
      let model = try TrainedModel(opening: url.path)
      let dataset = try SmallData.dataset()
      let images = dataset.validation.flatMap(dataset.images)
      let embedder = try ImageEmbedder(context, model.network, most: images.count)
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

  @Test(arguments: [Objective.triplet, .pair]) func `pairs are verified at the threshold the run kept`(
    _ objective: Objective
  ) async throws {
    let report = try await Self.examined(objective) { try $0.verify(pairs: 15) }
    #expect(report.samePairs == 15 && report.pairs == 30)
    #expect((0...1).contains(report.threshold) && (0...1).contains(report.accuracy) && (0...1).contains(report.auc))
    #expect(report.score == (objective == .pair ? "pair-similarity" : "distance"))
  }

  @Test func `more ways than classes is refused`() async throws {
    await #expect(throws: FewShotError.tooFewClasses(way: 3, classes: 2, imagesNeeded: 3)) {
      try await Self.examined { try $0.episodes(EpisodeSetting(way: 3, shot: 1)) }
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
