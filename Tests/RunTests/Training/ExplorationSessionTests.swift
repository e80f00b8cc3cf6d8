import Foundation
import SiamData
import SiamMessages
import Testing

@testable import SiamTraining

/// A trained run that answers, with nothing in training.
@Suite(.timeLimit(.minutes(30))) struct ExplorationSessionTests {
  @Test func `it answers about the classes its run has not seen`() async throws {
    let url = try await TrainedModelTests.trained()
    defer { try? FileManager.default.removeItem(at: url) }
    let session = try await ExplorationSession.open(url.path, threads: 1) { model in
      #expect(model.imageSize == 28 && model.data == .glyphs, "its run.json names no path")
      return ExplorationSession.Subject(dataset: try SmallData.dataset(.last(0)))
    }
    #expect(session.report.step == 6 && session.report.recipe == SmallData.recipe())
    #expect(session.report.data.name == "bars" && session.report.parameters > 1000)
    #expect(session.report.threshold?.chosenOn == "validation")
    var answers = session.answers.makeAsyncIterator()
    session.ask(.classes, number: 1)
    let unseen = try #require(await answers.next()?.answer.classes)
    #expect(unseen.classes.map(\.name) == ["bar 6", "bar 7"] && !unseen.areTrained)
    session.ask(.pairs(PairsQuestion(count: 10)), number: 2)
    let pairs = try #require(await answers.next()?.answer.pairs)
    #expect(pairs.step == 6)
    session.ask(.newestTriplets, number: 3)
    let refused = await answers.next()
    #expect(refused?.number == 3 && refused?.answer.refusal?.contains("nothing trains") == true)
    session.close()
    #expect(await answers.next() == nil)
  }

  @Test func `the same question has the same answer in training's end and in an exploration`() async throws {
    let url = RunFolderTests.temporary()
    defer { try? FileManager.default.removeItem(at: url) }
    let recipe = SmallData.recipe()
    let folder = try RunFolder(creating: url, try RunFolderTests.description(recipe))
    let training = TrainingSession(recipe: recipe, dataset: try SmallData.dataset(), folder: folder, threads: 1)
    for await _ in training.events {}
    let exploration = try await ExplorationSession.open(url.path, threads: 1) { _ in
      ExplorationSession.Subject(dataset: try SmallData.dataset())
    }
    let sessions: [any Answering] = [training, exploration]
    var found: [NumberedAnswer] = []
    for session in sessions {
      var answers = session.answers.makeAsyncIterator()
      session.ask(.space(SpaceQuestion(method: .principalComponents, most: 10)), number: 1)
      if let answer = await answers.next() { found.append(answer) }
    }
    #expect(found.count == 2 && found[0] == found[1])
  }

  @Test func `it keeps to what is held out where asked`() async throws {
    let url = try await TrainedModelTests.trained()
    defer { try? FileManager.default.removeItem(at: url) }
    await #expect(throws: TestClassesError.self) {
      try await ExplorationSession.open(url.path, threads: 1) { _ in
        ExplorationSession.Subject(dataset: try SmallData.dataset(.named(["bar 1", "bar 6"])), isHeldOutOnly: true)
      }
    }
    let session = try await ExplorationSession.open(url.path, threads: 1) { _ in
      ExplorationSession.Subject(dataset: try SmallData.dataset(.last(3)), isHeldOutOnly: true)
    }
    session.ask(.classes, number: 1)
    var answers = session.answers.makeAsyncIterator()
    let unseen = try #require(await answers.next()?.answer.classes)
    #expect(unseen.classes.map(\.name) == ["bar 6", "bar 7"], "bar 5 is held out here, but the run was trained on it")
  }

  @Test func `what can't be opened is thrown`() async throws {
    await #expect(throws: ModelError.notFound("nowhere")) {
      try await ExplorationSession.open("nowhere", threads: 1) { _ in
        ExplorationSession.Subject(dataset: try SmallData.dataset())
      }
    }
  }

  @Test func `a run knows where its data was, a checkpoint alone only of the glyphs`() async throws {
    let url = try await TrainedModelTests.trained()
    defer { try? FileManager.default.removeItem(at: url) }
    let checkpoint = url.appendingPathComponent("alone.safetensors")
    try FileManager.default.copyItem(at: url.appendingPathComponent("checkpoints/last.safetensors"), to: checkpoint)
    #expect(try TrainedModel(opening: checkpoint.path).data == .unknown("bars"))
    #expect(try TrainedModel(opening: "glyphs").data == .glyphs)
    var description = try RunFolderTests.description(SmallData.recipe())
    description.dataPath = "some/bars"
    try JSONEncoder().encode(description).write(to: url.appendingPathComponent("run.json"))
    #expect(try TrainedModel(opening: url.path).data == .path("some/bars"))
    // A run.json of other data, beside a checkpoint that was copied there.
    description.data.name = "other"
    try JSONEncoder().encode(description).write(to: url.appendingPathComponent("run.json"))
    #expect(try TrainedModel(opening: url.path).data == .unknown("bars"))
  }
}
