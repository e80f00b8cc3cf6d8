import Foundation
import SiamData
import SiamFewShot
import SiamCore
import SiamNetworks
import SiamTensors
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// A run's checkpoint, opened for inference.
@Suite(.timeLimit(.minutes(30))) struct TrainedModelTests {
  /// Trains a short run and calls `body` with its folder.
  static func trained(
    _ objective: Objective = .triplet, averaging: Float = 0, holdOut: HoldOut = .last(2), steps: Int = 6
  ) async throws -> URL {
    let url = RunFolderTests.temporary()
    var recipe = SmallData.recipe(objective, steps: steps)
    recipe.weightAveraging = averaging
    let dataset = try SmallData.dataset(holdOut)
    let folder = try RunFolder(
      creating: url,
      RunDescription(version: "test", recipe: recipe, data: dataset.summary, dataPath: nil))
    let session = TrainingSession(recipe: recipe, dataset: dataset, folder: folder, threads: 1)
    for await event in session.events {
      if case .failed(let report) = event { Issue.record("\(report.message)") }
    }
    return url
  }

  /// Runs `body` on a compute thread, as oneDNN requires.
  static func computing<Result: Sendable>(
    _ body: @escaping @Sendable (ComputeContext) throws -> Result
  ) async throws -> Result {
    try await Task(executorPreference: ComputeThread()) { try body(try ComputeContext(threads: 1)) }.value
  }

  @Test(arguments: [(Objective.triplet, Float(0)), (.pair, 0), (.triplet, 0.9)])
  func `a checkpoint restores the network bit for bit, also through an inference-only file`(
    _ kind: (objective: Objective, averaging: Float)
  ) async throws {
    let url = try await Self.trained(kind.objective, averaging: kind.averaging)
    defer { try? FileManager.default.removeItem(at: url) }
    let inferenceCheckpoint = url.appendingPathComponent("lean.safetensors")
    let vectors = try await Self.computing { context in
      let model = try TrainedModel(opening: url.path)
      try model.inferenceCheckpoint().write(to: inferenceCheckpoint)
      let dataset = try SmallData.dataset()
      let images = dataset.validation.flatMap(dataset.images)
      return try [model, try TrainedModel(reading: inferenceCheckpoint.path), try TrainedModel(opening: url.path)].map {
        model in
        try ImageEmbedder(context, model.network, count: images.count).embed(images, of: dataset).features.values.values
      }
    }
    #expect(vectors[0] == vectors[1] && vectors[0] == vectors[2] && vectors[0].contains { $0 != 0 })
  }

  @Test func `the bundled model is small, valid and chose its threshold on other alphabets`() throws {
    let model = try TrainedModel(opening: "glyphs")
    let size = try FileManager.default.attributesOfItem(atPath: model.path)[.size] as? Int
    #expect((size ?? .max) < 1 << 20)
    #expect(model.description.data.name == "glyphs" && model.description.step == 8_000)
    #expect(model.description.threshold?.chosenOn == "validation")
    #expect((model.description.threshold?.accuracy ?? 0) > 0.9)
    let classes = try EvaluationClasses(try Dataset.glyphs(), unseenBy: model)
    #expect(classes.classes.count == classes.dataset.validation.count, "it was trained on the training scripts alone")
  }

  @Test func `inference uses the averaged weights if the run has them`() async throws {
    let url = try await Self.trained(averaging: 0.9)
    defer { try? FileManager.default.removeItem(at: url) }
    let file = url.appendingPathComponent("checkpoints/last.safetensors")
    let tensors = try SafeTensors(Data(contentsOf: file))
    let model = try TrainedModel(opening: url.path)
    for shape in model.network.parameters.shapes {
      let (average, last) = (tensors.entries["average.\(shape.name)"], tensors.entries[shape.name])
      #expect(model.network.parameters.values(shape.name).values == average?.values)
      #expect(average?.values != last?.values, "\(shape.name) moved in six steps")
    }
  }

  @Test func `a model recognizes its training classes by their images`() async throws {
    let url = try await Self.trained()
    defer { try? FileManager.default.removeItem(at: url) }
    let model = try TrainedModel(opening: url.path)
    let whole = try SmallData.dataset(.last(0))
    let classes = try EvaluationClasses(whole, unseenBy: model)
    #expect(classes.trained.count == 6 && classes.classes.map { whole.classes[$0.index].name } == ["bar 6", "bar 7"])
    #expect(classes.rows == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]])
    #expect(model.description.threshold?.chosenOn == "validation")
  }

  @Test func `a run without validation classes has no unseen classes to evaluate on`() async throws {
    let url = try await Self.trained(holdOut: .last(0))
    defer { try? FileManager.default.removeItem(at: url) }
    let model = try TrainedModel(opening: url.path)
    #expect(model.description.threshold?.chosenOn == "training")
    let whole = try SmallData.dataset(.last(0))
    let error = #expect(throws: EvaluationClassesError.self) { try EvaluationClasses(whole, unseenBy: model) }
    #expect(error?.description.contains("the model was trained on bar 0, bar 1, bar 2 and 5 more") == true)
  }

  @Test func `an invalid checkpoint is reported in one line`() async throws {
    let url = try await Self.trained()
    defer { try? FileManager.default.removeItem(at: url) }
    let file = url.appendingPathComponent("checkpoints/last.safetensors")
    let whole = try SafeTensors(Data(contentsOf: file))
    let name = "blocks.1.convolution.weight"
    let weights = try #require(whole.entries[name])

    func problem(_ change: (inout SafeTensors) -> Void) -> String {
      var tensors = whole
      change(&tensors)
      do {
        _ = try TrainedModel(tensors, path: "x")
        return ""
      } catch {
        return "\(error)"
      }
    }
    let missing = problem { $0.entries[name] = nil }
    #expect(missing == "x: no tensor \(name)")
    let reshaped = problem { $0.entries[name] = .init(shape: [64, 64, 9], values: weights.values) }
    #expect(reshaped == "x: tensor \(name) has the shape [64, 64, 9]; the recipe's network needs [64, 64, 3, 3]")
    let infinite = problem { $0.entries[name]?.values[3] = .infinity }
    #expect(infinite == "x: tensor \(name) contains NaN or infinity")
    let foreign = problem { $0.metadata = [:] }
    #expect(foreign.hasPrefix("x: not a siam checkpoint"))
    let damaged = problem { $0.metadata["siam"] = "{" }
    #expect(damaged == "x: invalid run metadata")
    let metadata = try #require(whole.metadata["siam"])
    let odd = problem { $0.metadata["siam"] = metadata.replacing("\"channels\":1", with: "\"channels\":2") }
    #expect(odd == "x: invalid image size 2 × 28 × 28")
    let claim = "conv 65536 3, norm, relu, linear 65536"
    let huge = problem { $0.metadata["siam"] = metadata.replacing("\"conv4\"", with: "\"\(claim)\"") }
    #expect(huge.hasPrefix("x: no tensor") || huge.contains("has the shape"), "no terabyte is allocated: \(huge)")
    for (path, text) in [
      ("/nowhere", "no such run"), (NSTemporaryDirectory(), "no checkpoints/last.safetensors"),
    ] {
      let error = #expect(throws: ModelError.self) { try TrainedModel(opening: path) }
      #expect(error?.description.contains(text) == true)
      #expect(error?.isMissing == true)
    }
  }

  @Test func `a missing field of a recipe gets its default`() async throws {
    let url = try await Self.trained()
    defer { try? FileManager.default.removeItem(at: url) }
    let file = url.appendingPathComponent("checkpoints/last.safetensors")
    var tensors = try SafeTensors(Data(contentsOf: file))
    let metadata = try #require(tensors.metadata["siam"])
    var fields = try #require(try JSONSerialization.jsonObject(with: Data(metadata.utf8)) as? [String: Any])
    var recipe = try #require(fields["recipe"] as? [String: Any])
    recipe["imageSize"] = nil
    recipe["weightAveraging"] = nil
    recipe["repeatsImages"] = nil
    var evaluation = try #require(recipe["evaluation"] as? [String: Any])
    evaluation["testTimeVariants"] = nil
    recipe["evaluation"] = evaluation
    fields["recipe"] = recipe
    tensors.metadata["siam"] = String(decoding: try JSONSerialization.data(withJSONObject: fields), as: UTF8.self)
    let model = try TrainedModel(tensors, path: "x")
    #expect(model.recipe == (try TrainedModel(opening: url.path)).recipe)
  }
}
