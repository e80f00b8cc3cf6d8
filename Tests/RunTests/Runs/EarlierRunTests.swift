import SiamInference
import Foundation
import SiamData
import SiamCore
import SiamTensors
import Testing

@testable import SiamRuns
@testable import SiamScreens
@testable import SiamTraining

/// Runs in `Fixtures` that an earlier version of siam wrote can still be opened, resumed, replayed and evaluated.
@Suite(.timeLimit(.minutes(30))) struct EarlierRunTests {
  private static let runs = ["triplet", "pair", "omniglot"]
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures").path

  /// Calls `body` with a copy of a fixture, which is removed afterwards.
  private static func withCopy(of run: String, _ body: (String) async throws -> Void) async throws {
    let copy = RunFolderTests.temporary()
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.copyItem(atPath: "\(fixtures)/\(run)", toPath: copy.path)
    try await body(copy.path)
  }

  /// The images the runs were trained on, with the run's options and split.
  private static func dataset(of point: ResumePoint) throws -> Dataset {
    var options = DatasetOptions(recipe: point.recipe)
    options.side = point.data.width
    options.channels = Channels(count: point.data.channels)
    options.isInverted = point.isInverted
    options.restoredSplit = point.data.split
    return try Dataset.load(path: fixtures + "/shapes.zip", options: options)
  }

  @Test(arguments: runs) func `an earlier run is listed with its results`(_ run: String) {
    let summary = RunSummary(of: "\(Self.fixtures)/\(run)")
    #expect(summary.problem == nil && summary.state == .finished)
    #expect(summary.metrics.steps == 6 && summary.metrics.plannedSteps == 6)
    #expect(summary.settings?.data == "shapes.zip" && summary.settings?.objective == (run == "pair" ? .pair : .triplet))
    #expect(summary.metrics.accuracies.map(\.step) == [6] && summary.metrics.best != nil)
    #expect((try? TrainedModel.description(opening: "\(Self.fixtures)/\(run)"))?.step == 6)
    #expect(RunCheckpoints(in: "\(Self.fixtures)/\(run)").steps == [3, 6])
  }

  @Test(arguments: runs) func `an earlier run resumes for two steps`(_ run: String) async throws {
    try await Self.withCopy(of: run) { path in
      let point = try ResumePoint(inRun: path)
      #expect(point.step == 6 && point.problems.isEmpty)
      let dataset = try Self.dataset(of: point)
      try point.check(dataset.summary, run: path)
      var recipe = point.recipe
      recipe.steps = 8
      let folder = try RunFolder(resuming: URL(fileURLWithPath: path))
      let session = TrainingSession(recipe: recipe, dataset: dataset, folder: folder, from: point, threads: 1)
      var steps: [Int] = []
      var ending: TrainingEvent?
      for await event in session.events {
        if case .step(let report) = event { steps.append(report.step) }
        ending = event
      }
      await session.wait()
      session.close()
      #expect(steps == [7, 8])
      guard case .finished(let report) = ending else {
        Issue.record("ends with \(String(describing: ending))")
        return
      }
      #expect(report.step == 8 && report.complete)
      #expect(try ResumePoint(inRun: path).step == 8)
    }
  }

  @Test(arguments: runs) func `an earlier run replays to its end`(_ run: String) async throws {
    try await Self.withCopy(of: run) { path in
      let session = ReplaySession(path, speed: .unlimited)
      var model = Model(width: 120, height: 40)
      try await session.play(checkpoints: RunCheckpoints(in: path).steps) { event in
        _ = update(&model, Message(event))
        if event == .ended { session.close() }
      }
      #expect(model.step == 6 && model.phase == .finished && model.curves.loss.count == 6)
    }
  }

  @Test(arguments: runs) func `an earlier run's index is used, and a new one has the same bytes`(
    _ run: String
  ) async throws {
    try await Self.withCopy(of: run) { path in
      let stored = try Data(contentsOf: URL(fileURLWithPath: "\(Self.fixtures)/\(run)/events.index"))
      let index = URL(fileURLWithPath: JournalIndex.path(in: path))
      let unused = Date(timeIntervalSince1970: 1_000_000_000)
      try FileManager.default.setAttributes([.modificationDate: unused], ofItemAtPath: index.path)
      #expect(try JournalIndex.open(path).rowCount == 6)
      let written = try FileManager.default.attributesOfItem(atPath: index.path)[.modificationDate] as? Date
      #expect(written == unused, "the index was written again")
      try FileManager.default.removeItem(at: index)
      _ = try JournalIndex.open(path)
      let made = try Data(contentsOf: index)
      #expect(Self.numbers(made) == Self.numbers(stored), "the file format changed: raise its version")
    }
  }

  /// The bytes of an index before its context, which is JSON whose fields may change, and the JSON's length.
  private static func numbers(_ index: Data) -> Data {
    let json = index.range(of: Data("{\"".utf8))?.lowerBound ?? index.endIndex
    return index.prefix(json - 8)
  }

  @Test(arguments: runs) func `an earlier run is evaluated on its unseen classes`(_ run: String) async throws {
    try await Self.check(opening: "\(Self.fixtures)/\(run)")
  }

  @Test func `an earlier exported model is evaluated`() async throws {
    try await Self.check(opening: Self.fixtures + "/pair.safetensors")
  }

  private static func check(opening path: String) async throws {
    let report = try await TrainedModelTests.computing { context in
      let model = try TrainedModel(opening: path)
      var order = EvaluationOptions()
      (order.episodes, order.queries) = (6, 2)
      let dataset = try Dataset.load(path: fixtures + "/shapes.zip", options: model.dataOptions)
      let classes = try EvaluationClasses(dataset, unseenBy: model)
      #expect(classes.classes.count == 2)
      let evaluator = try ModelEvaluator(context, model, classes, order)
      let setting = EpisodeSetting(way: 2, shot: 1)
      return try evaluator.evaluate(setting, try evaluator.episodes(setting)).report
    }
    #expect(report.step == 6 && (0...1).contains(report.accuracy))
  }
}
