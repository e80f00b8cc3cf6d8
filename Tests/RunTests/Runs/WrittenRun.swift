import Foundation
import SiamCore

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// Writes runs as training does, but without training.
struct WrittenRun {
  /// Calls `body` with a temporary folder, which is removed afterwards.
  static func inFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("siam-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url)
  }

  /// Writes a run. The returned folder holds its lock.
  @discardableResult
  static func write(
    _ name: String, in runs: URL, recipe: Recipe = SmallData.recipe(), _ events: [TrainingEvent]
  ) throws -> RunFolder {
    let folder = try RunFolder(creating: runs.appendingPathComponent(name), try RunFolderTests.description(recipe))
    for event in events { try folder.append(event, line: try EventLines().line(event)) }
    try folder.flush()
    return folder
  }

  /// Writes a run and releases its lock.
  static func leave(
    _ name: String, in runs: URL, recipe: Recipe = SmallData.recipe(), _ events: [TrainingEvent]
  ) throws {
    try write(name, in: runs, recipe: recipe, events).close()
  }

  /// Adds checkpoints of a size in bytes; the latest is also linked as `last`.
  static func addCheckpoints(_ steps: [Int], bytes: Int, to run: URL) throws {
    let folder = run.appendingPathComponent("checkpoints").path
    for step in steps {
      let path = "\(folder)/\(CheckpointFiles.name(ofStep: step))"
      try Data(count: bytes).write(to: URL(fileURLWithPath: path))
      try? FileManager.default.removeItem(atPath: folder + "/last.safetensors")
      try FileManager.default.linkItem(atPath: path, toPath: folder + "/last.safetensors")
    }
  }

  static func step(_ number: Int, loss: Float = 0.5) -> TrainingEvent {
    .step(
      StepReport(
        step: number, loss: loss, positiveDistance: 0.25, negativeDistance: 1.5, activeShare: 0.125,
        learningRate: 0.002, margin: 0.2, mined: MinedCounts(easy: 1, semiHard: 2, hard: 3), gradientNorm: 0.75,
        effectiveRank: 9, spread: 0.5, positiveHistogram: Array(repeating: 1, count: 80),
        negativeHistogram: Array(repeating: 10, count: 80), triplets: [], imagesPerSecond: 800,
        seconds: Double(number) / 4))
  }

  /// The events of an evaluation: 5-way with half the accuracy, then 2-way.
  static func evaluation(_ step: Int, _ accuracy: Float) -> [TrainingEvent] {
    let report = { (way: Int, accuracy: Float) in
      TrainingEvent.evaluation(
        EvaluationReport(
          step: step, split: "validation", way: way, shot: 1, episodes: 200, queries: 5, classifier: "nearest-mean",
          accuracy: accuracy, interval95: 0.01, chance: 0.2, rawPixelAccuracy: 0.5, untrainedAccuracy: 0.375,
          classifiers: [], loss: 0.0625, auc: 0.875, eer: 0.125))
    }
    return [.evaluating(EvaluationStartedReport(step: step)), report(5, accuracy / 2), report(2, accuracy)]
  }

  static func finished(_ step: Int, complete: Bool = true) -> TrainingEvent {
    .finished(FinishedReport(step: step, complete: complete, seconds: Double(step) / 4, imagesPerSecond: 640))
  }

  static func resumed(_ step: Int) -> TrainingEvent {
    .resumed(
      ResumedReport(
        step: step, version: "test", recipe: SmallData.recipe(), file: "checkpoints/last.safetensors", changes: [],
        threads: 1))
  }
}
