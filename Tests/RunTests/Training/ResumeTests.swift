import Foundation
import SiamData
import SiamFiles
import SiamCore
import SiamTensors
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// A resumed run equals an uninterrupted one.
@Suite struct ResumeTests {
  /// Calls `body` with the path for a run's folder, which is removed afterwards.
  static func withFolder(_ body: (URL) async throws -> Void) async throws {
    let url = RunFolderTests.temporary()
    defer { try? FileManager.default.removeItem(at: url) }
    try await body(url)
  }

  /// Trains in a folder until the end, or until a step has been reported.
  static func train(_ recipe: Recipe, _ url: URL, until last: Int? = nil, every: Int? = nil) async throws {
    let folder = try RunFolder(creating: url, try RunFolderTests.description(recipe))
    let session = TrainingSession(
      recipe: recipe, dataset: try SmallData.dataset(), folder: folder, checkpointEvery: every, threads: 1)
    _ = await follow(session, until: last)
  }

  /// Resumes a run, and returns its events.
  @discardableResult
  static func restore(_ url: URL, recipe change: (inout Recipe) -> Void = { _ in }) async throws -> [TrainingEvent] {
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

  @Test func `another number of threads is reported`() async throws {
    try await Self.withFolder { url in
      try await Self.train(SmallData.recipe(), url, until: 2)
      var changes: [[String]] = []
      for threads in [1, 2] {
        let point = try ResumePoint(inRun: url.path)
        let session = TrainingSession(
          recipe: point.recipe, dataset: try SmallData.dataset(), folder: try RunFolder(resuming: url), from: point,
          threads: threads)
        session.send(.stop)
        for await event in session.events {
          if case .resumed(let report) = event { changes.append(report.changes) }
        }
        await session.wait()
      }
      #expect(changes.first == [])
      #expect(changes.last?.first?.hasPrefix("threads: 1, now 2; ") == true, "\(changes)")
    }
  }

  /// The tensors of the last checkpoint.
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
  func `a resumed run has the same weights bit for bit as an uninterrupted one`(
    _ objective: Objective
  ) async throws {
    let recipe = Self.recipe(objective)
    try await Self.withFolder { whole in
      try await Self.train(recipe, whole)
      let expected = try Self.numbers(whole)
      for stop in [1, 4, 9] {
        try await Self.withFolder { parts in
          try await Self.train(recipe, parts, until: stop)
          let events = try await Self.restore(parts)
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

  @Test func `settings changed by commands are restored`() async throws {
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
      let events = try await Self.restore(url)
      let step = events.firstStep
      #expect(step?.margin == 0.7)
      #expect(step.map { $0.learningRate <= 1e-3 } == true)
    }
  }

  @Test func `a damaged last checkpoint is reported, and the one before it is used`() async throws {
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

  @Test func `allowed changes are recorded, and others are rejected by name`() async throws {
    let recipe = Self.recipe(.triplet)
    try await Self.withFolder { url in
      try await Self.train(recipe, url, until: 2)
      let events = try await Self.restore(url) {
        $0.steps = 16
        $0.learningRate = 5e-4
      }
      guard case .resumed(let report) = events.first else {
        Issue.record("no resumed event")
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

  @Test func `two processes cannot write the same run`() async throws {
    try await Self.withFolder { url in
      let folder = try RunFolder(creating: url, try RunFolderTests.description(SmallData.recipe()))
      #expect(throws: ResumeError.busy(url.path)) { _ = try RunFolder(resuming: url) }
      withExtendedLifetime(folder) {}
    }
  }

  @Test func `a resumed run without a new checkpoint keeps its recipe`() async throws {
    try await Self.withFolder { url in
      try await Self.train(SmallData.recipe(), url)
      var recipe = try ResumePoint(inRun: url.path).recipe
      (recipe.steps, recipe.margin) = (9, 0.3)
      // The state after a `resumed` event.
      var description = try RunDescription(in: url)
      description.recipe = recipe
      try description.json().write(to: url.appendingPathComponent("run.json"))
      #expect(try ResumePoint(inRun: url.path).recipe == recipe)
      let events = try await Self.restore(url)
      #expect(events.firstStep?.step == 7 && events.firstStep?.margin == 0.3)
      guard case .resumed(let report) = events.first, case .finished(let end) = events.last else {
        Issue.record("neither resumed nor finished")
        return
      }
      #expect(report.changes == ["margin: 0.2, now 0.3", "steps: 6, now 9"] && end.step == 9)
    }
  }

  @Test func `a checkpoint with another run's recipe is rejected`() async throws {
    try await Self.withFolder { url in
      try await Self.train(SmallData.recipe(steps: 1), url)
      try await Self.withFolder { other in
        try await Self.train(SmallData.recipe(.prototypical, steps: 1), other)
        let last = url.appendingPathComponent("checkpoints/last.safetensors")
        try Data(contentsOf: other.appendingPathComponent("checkpoints/last.safetensors")).write(to: last)
        let error = try #require(throws: ResumeError.self) { _ = try ResumePoint(inRun: url.path) }
        #expect(error == .notChangeable(url.path, name: "objective", from: "\"prototypical\"", to: "\"triplet\""))
      }
    }
  }

  @Test func `an incomplete checkpoint is reported, and the one before it is used`() async throws {
    var recipe = SmallData.recipe()
    recipe.weightAveraging = 0.9
    try await Self.withFolder { url in
      try await Self.train(recipe, url)
      let last = url.appendingPathComponent("checkpoints/last.safetensors")
      let whole = try SafeTensors(Data(contentsOf: last))
      let weight = "blocks.0.convolution.weight"
      for (name, values) in [
        (weight, nil), ("average.\(weight)", nil), ("optimizer.first.\(weight)", nil),
        ("blocks.1.normalization.running_var", nil), ("optimizer.second.\(weight)", [Float](repeating: 1, count: 9)),
        ("average.blocks.1.normalization.running_mean", [Float](repeating: .nan, count: 64)),
      ] as [(String, [Float]?)] {
        var tensors = whole
        tensors.entries[name] = values.map { SafeTensors.Entry(shape: [$0.count], values: $0) }
        // Written atomically, because the step's file is a hard link of this one.
        try tensors.data().write(to: last, options: .atomic)
        let point = try ResumePoint(inRun: url.path)
        #expect(point.problems.count == 1 && point.problems[0].contains(" \(name)"), "\(name): \(point.problems)")
        #expect(point.step == 6, "step-000006 is whole")
      }
    }
  }

  @Test func `an inference-only checkpoint cannot be resumed`() async throws {
    try await Self.withFolder { url in
      try await Self.train(SmallData.recipe(steps: 1), url)
      let model = try TrainedModel(opening: url.path)
      let folder = RunFolderTests.temporary()
      defer { try? FileManager.default.removeItem(at: folder) }
      try RunFolder(creating: folder, try RunFolderTests.description(SmallData.recipe())).close()
      try model.inferenceCheckpoint().write(to: folder.appendingPathComponent("checkpoints/last.safetensors"))
      let error = try #require(throws: ResumeError.self) { _ = try ResumePoint(inRun: folder.path) }
      #expect("\(error)".contains("inference-only checkpoint"))
    }
  }
}

extension [TrainingEvent] {
  /// The first reported step.
  var firstStep: StepReport? {
    for case .step(let report) in self { return report }
    return nil
  }
}
