import Foundation
import SiamData
import SiamFiles
import SiamMessages
import SiamTensors
import Testing

@testable import SiamTraining

/// A run that goes on is the run that never stopped.
@Suite struct ResumeTests {
  /// A run's folder for the time of a test.
  static func withFolder(_ body: (URL) async throws -> Void) async throws {
    let url = RunFolderTests.temporary()
    defer { try? FileManager.default.removeItem(at: url) }
    try await body(url)
  }

  /// Trains in a folder until the end, or until a step has been told.
  static func train(_ recipe: Recipe, _ url: URL, until last: Int? = nil, every: Int? = nil) async throws {
    let folder = try RunFolder(creating: url, try RunFolderTests.description(recipe))
    let session = TrainingSession(
      recipe: recipe, dataset: try SmallData.dataset(), folder: folder, checkpointEvery: every, threads: 1)
    _ = await follow(session, until: last)
  }

  /// Goes on with a run.
  @discardableResult
  static func goOn(_ url: URL, recipe change: (inout Recipe) -> Void = { _ in }) async throws -> [TrainingEvent] {
    let point = try ResumePoint(inRun: url.path)
    var recipe = point.recipe
    change(&recipe)
    let folder = try RunFolder(resuming: url)
    let session = TrainingSession(
      recipe: recipe, dataset: try SmallData.dataset(), folder: folder, from: point, threads: 1)
    return await follow(session)
  }

  private static func follow(_ session: TrainingSession, until last: Int? = nil) async -> [TrainingEvent] {
    var events: [TrainingEvent] = []
    for await event in session.events {
      events.append(event)
      if case .step(let report) = event, report.step == last { session.send(.stop) }
    }
    await session.wait()
    session.close()
    return events
  }

  /// Everything a checkpoint keeps but for the clock.
  static func numbers(_ url: URL) throws -> [String: SafeTensors.Entry] {
    try Checkpoint(reading: url.path + "/checkpoints/last.safetensors").tensors.entries
  }

  static func recipe(_ objective: Objective) -> Recipe {
    var recipe = SmallData.recipe(objective, steps: 14)
    recipe.weightAveraging = 0.9
    recipe.neighbourShare = objective == .pair ? 0 : 0.5
    recipe.withinGroupShare = 0
    return recipe
  }

  @Test(arguments: [Objective.triplet, .pair, .prototypical])
  func `weights after a stop and a start are bit for bit those of an uninterrupted run`(
    _ objective: Objective
  ) async throws {
    let recipe = Self.recipe(objective)
    try await Self.withFolder { whole in
      try await Self.train(recipe, whole)
      let expected = try Self.numbers(whole)
      for stop in [1, 4, 9] {
        try await Self.withFolder { parts in
          try await Self.train(recipe, parts, until: stop)
          let events = try await Self.goOn(parts)
          let found = try Self.numbers(parts)
          #expect(found.keys == expected.keys)
          for (name, entry) in expected { #expect(found[name] == entry, "\(name) after a stop at \(stop)") }
          guard case .resumed(let report) = events.first else {
            Issue.record("\(String(describing: events.first)) comes first")
            return
          }
          #expect(report.step >= stop && report.changes.isEmpty)
        }
      }
    }
  }

  @Test func `what commands changed stays changed`() async throws {
    let recipe = Self.recipe(.triplet)
    try await Self.withFolder { url in
      let folder = try RunFolder(creating: url, try RunFolderTests.description(recipe))
      let session = TrainingSession(recipe: recipe, dataset: try SmallData.dataset(), folder: folder, threads: 1)
      session.send(.margin(0.7))
      session.send(.learningRate(1e-3))
      session.send(.stop)
      for await _ in session.events {}
      await session.wait()
      session.close()
      let events = try await Self.goOn(url)
      let step = events.firstStep
      #expect(step?.margin == 0.7)
      #expect(step.map { $0.learningRate <= 1e-3 } == true)
    }
  }

  @Test func `a damaged last checkpoint is named, and the one before it used`() async throws {
    let recipe = Self.recipe(.triplet)
    try await Self.withFolder { url in
      try await Self.train(recipe, url, until: 10)
      let folder = url.path + "/checkpoints/"
      let newest = try ResumePoint(inRun: url.path).step
      var data = try Data(contentsOf: URL(fileURLWithPath: folder + "last.safetensors"))
      data.removeLast(100)
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder + "last.safetensors"))
      try file.truncate(atOffset: UInt64(data.count))
      try file.close()
      let point = try ResumePoint(inRun: url.path)
      #expect(point.step < newest && point.step > 0)
      #expect(point.problems.first?.contains("last.safetensors") == true)
    }
  }

  @Test func `what may change is recorded, what may not is refused by name`() async throws {
    let recipe = Self.recipe(.triplet)
    try await Self.withFolder { url in
      try await Self.train(recipe, url, until: 2)
      let events = try await Self.goOn(url) {
        $0.steps = 16
        $0.learningRate = 5e-4
      }
      guard case .resumed(let report) = events.first else {
        Issue.record("no report of going on")
        return
      }
      #expect(report.changes == ["learningRate: 0.002, now 0.0005", "steps: 14, now 16"])
      let described = try RunDescription(in: url)
      #expect(described.recipe.steps == 16 && described.plannedSteps == 16)
      #expect(
        events.last.map { if case .finished(let end) = $0 { end.step == 16 && end.complete } else { false } } == true)

      var other = recipe
      other.encoder = .koch
      let error = try #require(throws: ResumeError.self) { try recipe.checkResuming(as: other, run: "run") }
      #expect("\(error)".contains("encoder"))
      other = recipe
      other.steps = 99
      try recipe.checkResuming(as: other, run: "run")
      let data = try SmallData.dataset(.last(3)).summary
      #expect(throws: ResumeError.self) { try ResumePoint(inRun: url.path).check(data, run: "run") }
    }
  }

  @Test func `two can't write one run`() async throws {
    try await Self.withFolder { url in
      let folder = try RunFolder(creating: url, try RunFolderTests.description(SmallData.recipe()))
      #expect(throws: ResumeError.busy(url.path)) { _ = try RunFolder(resuming: url) }
      withExtendedLifetime(folder) {}
    }
  }

  @Test func `a network that is only to be used is no run to go on with`() async throws {
    try await Self.withFolder { url in
      try await Self.train(SmallData.recipe(steps: 1), url)
      let model = try TrainedModel(opening: url.path)
      let folder = RunFolderTests.temporary()
      defer { try? FileManager.default.removeItem(at: folder) }
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("checkpoints"), withIntermediateDirectories: true)
      try model.lean().write(to: folder.appendingPathComponent("checkpoints/last.safetensors"))
      let error = try #require(throws: ResumeError.self) { _ = try ResumePoint(inRun: folder.path) }
      #expect("\(error)".contains("not a run to go on with"))
    }
  }
}

extension [TrainingEvent] {
  /// The first step told.
  var firstStep: StepReport? {
    for case .step(let report) in self { return report }
    return nil
  }
}
