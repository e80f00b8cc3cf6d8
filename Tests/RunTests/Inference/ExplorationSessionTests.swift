import Foundation
import SiamData
import SiamCore
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// Queries about a trained model, without training.
@Suite(.timeLimit(.minutes(30))) struct ExplorationSessionTests {
  @Test func `queries are about the classes that the run was not trained on`() async throws {
    let url = try await TrainedModelTests.trained()
    defer { try? FileManager.default.removeItem(at: url) }
    let session = try await ExplorationSession.open(url.path, threads: 1) { model in
      #expect(model.imageSize == 28 && model.data == .glyphs, "its run.json names no path")
      return ExplorationSession.Subject(dataset: try SmallData.dataset(.last(0)))
    }
    #expect(session.report.step == 6 && session.report.recipe == SmallData.recipe())
    #expect(session.report.data.name == "bars" && session.report.parameters > 1000)
    #expect(session.report.threshold?.chosenOn == "validation")
    var results = session.results.makeAsyncIterator()
    session.ask(.classes, number: 1)
    let unseen = try #require(await results.next()?.result.classes)
    #expect(unseen.classes.map(\.name) == ["bar 6", "bar 7"] && !unseen.areTrained)
    session.ask(.pairs(PairsQuery(count: 10)), number: 2)
    let pairs = try #require(await results.next()?.result.pairs)
    #expect(pairs.step == 6)
    session.ask(.newestTriplets, number: 3)
    let rejected = await results.next()
    #expect(rejected?.number == 3 && rejected?.result.refusal?.contains("no batch without training") == true)
    session.close()
    #expect(await results.next() == nil)
  }

  @Test func `a query has the same result at the end of training and in an exploration`() async throws {
    let url = RunFolderTests.temporary()
    defer { try? FileManager.default.removeItem(at: url) }
    let recipe = SmallData.recipe()
    let folder = try RunFolder(creating: url, try RunFolderTests.description(recipe))
    let training = TrainingSession(recipe: recipe, dataset: try SmallData.dataset(), folder: folder, threads: 1)
    for await _ in training.events {}
    let exploration = try await ExplorationSession.open(url.path, threads: 1) { _ in
      ExplorationSession.Subject(dataset: try SmallData.dataset())
    }
    let sessions: [any QuerySession] = [training, exploration]
    var found: [QueryReply] = []
    for session in sessions {
      var results = session.results.makeAsyncIterator()
      session.ask(.space(SpaceQuery(method: .principalComponents, maxPoints: 10)), number: 1)
      if let result = await results.next() { found.append(result) }
    }
    #expect(found.count == 2 && found[0] == found[1])
  }

  @Test func `an exploration can be limited to validation classes`() async throws {
    let url = try await TrainedModelTests.trained()
    defer { try? FileManager.default.removeItem(at: url) }
    await #expect(throws: EvaluationClassesError.self) {
      try await ExplorationSession.open(url.path, threads: 1) { _ in
        ExplorationSession.Subject(dataset: try SmallData.dataset(.named(["bar 1", "bar 6"])), isValidationOnly: true)
      }
    }
    let session = try await ExplorationSession.open(url.path, threads: 1) { _ in
      ExplorationSession.Subject(dataset: try SmallData.dataset(.last(3)), isValidationOnly: true)
    }
    session.ask(.classes, number: 1)
    var results = session.results.makeAsyncIterator()
    let unseen = try #require(await results.next()?.result.classes)
    #expect(
      unseen.classes.map(\.name) == ["bar 6", "bar 7"],
      "bar 5 is a validation class here, but the run was trained on it")
  }

  @Test func `a run that does not exist throws an error`() async throws {
    await #expect(throws: ModelError.notFound("nowhere", bundled: BundledModels.names)) {
      try await ExplorationSession.open("nowhere", threads: 1) { _ in
        ExplorationSession.Subject(dataset: try SmallData.dataset())
      }
    }
  }

  @Test func `a run has the path of its data, a separate checkpoint only that of the glyphs`() async throws {
    let url = try await TrainedModelTests.trained()
    defer { try? FileManager.default.removeItem(at: url) }
    let checkpoint = url.appendingPathComponent("alone.safetensors")
    try FileManager.default.copyItem(at: url.appendingPathComponent("checkpoints/last.safetensors"), to: checkpoint)
    #expect(try TrainedModel(opening: checkpoint.path).data == .unknown("bars"))
    #expect(try TrainedModel(opening: "glyphs").data == .glyphs)
    var description = try RunFolderTests.description(SmallData.recipe())
    description.dataPath = "some/bars"
    try JSONEncoder().encode(description).write(to: url.appendingPathComponent("run.json"))
    #expect(
      try TrainedModel(opening: url.path).data
        == .recorded(RecordedDataPath(typed: "some/bars", absolute: nil), fingerprint: description.data.fingerprint))
    // The run.json belongs to other data than the checkpoint that was copied beside it.
    (description.data.name, description.data.fingerprint) = ("other", "0")
    try JSONEncoder().encode(description).write(to: url.appendingPathComponent("run.json"))
    #expect(try TrainedModel(opening: url.path).data == .unknown("bars"))
  }
}
