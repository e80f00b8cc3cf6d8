import Foundation
import SiamCore

@testable import SiamRuns
@testable import SiamScreens

/// A run's folder with a journal for a test.
struct JournalSample {
  let folder: URL
  var run: String { folder.path }
  var journal: URL { folder.appendingPathComponent("events.jsonl") }
  var index: URL { folder.appendingPathComponent("events.index") }

  init(_ events: [TrainingEvent] = []) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("siam-replay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write(events)
  }

  func write(_ events: [TrainingEvent]) throws {
    try Data(try events.map { try EventLines().line($0) + "\n" }.joined().utf8).write(to: journal)
  }

  func append(_ text: String) throws {
    let file = try FileHandle(forWritingTo: journal)
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}

/// Generates the events of a run from a seed, without a trainer.
struct EventSample {
  var recipe = Recipe()
  private var state: UInt64

  init(seed: UInt64 = 1) {
    state = seed
    recipe.evaluation.every = 20
  }

  var started: TrainingEvent {
    let split = SplitSummary(classes: 10, images: 200, groups: [])
    return .started(
      StartedReport(
        version: "1", recipe: recipe,
        data: DataSummary(
          name: "sample", fingerprint: "f", width: 28, height: 28, channels: 1, training: split, validation: split),
        parameters: 1000, threads: 1))
  }

  /// A random number, 0…1.
  private mutating func unit() -> Float {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Float(state >> 40) / Float(1 << 24)
  }

  mutating func step(_ step: Int, spread: Float = 0.5) -> TrainingEvent {
    let bins = (0..<32).map { _ in Int(unit() * 100) }
    let (near, far) = (unit(), 1 + unit())
    return .step(
      StepReport(
        step: step, loss: step % 17 == 0 ? .nan : unit(), positiveDistance: near, negativeDistance: far,
        activeShare: unit(), learningRate: 1e-3, margin: recipe.margin,
        mined: MinedCounts(easy: Int(unit() * 50), semiHard: Int(unit() * 50), hard: Int(unit() * 50)),
        gradientNorm: unit(), effectiveRank: 10 * unit(), spread: spread,
        positiveHistogram: step % 23 == 0 ? [] : bins, negativeHistogram: bins.reversed(),
        triplets: [
          TripletReport(
            anchor: ImageID(1), positive: ImageID(2), negative: ImageID(3), positiveDistance: near,
            negativeDistance: far, oppositeDistance: 1, loss: unit())
        ], imagesPerSecond: 1000 * unit(), seconds: Double(step) * 0.123))
  }

  mutating func evaluations(_ step: Int) -> [TrainingEvent] {
    [.evaluating(EvaluationStartedReport(step: step))]
      + recipe.evaluation.settings.map { setting in
        .evaluation(
          EvaluationReport(
            step: step, split: "validation", way: setting.way, shot: setting.shot, episodes: 200, queries: 5,
            classifier: "nearest-mean", accuracy: unit(), interval95: 0.02, chance: 0.2, rawPixelAccuracy: 0.5,
            untrainedAccuracy: 0.4, classifiers: [], loss: unit(), eer: setting.way == 5 ? unit() : nil))
      }
  }

  /// The events of a run with every kind of event: changes, a pause, a collapse that ends, a resumption and an end.
  mutating func run(steps: Int) -> [TrainingEvent] {
    var events = [started, .planned(PlannedReport(step: 0, steps: steps))]
    var (step, hasResumed) = (0, false)
    while step < steps {
      step += 1
      let isCollapsed = step > 60 && step < 80
      events.append(self.step(step, spread: isCollapsed ? 0.001 : 0.5))
      if step == 62 {
        events.append(
          .collapse(CollapseReport(step: step, remedy: "another", loss: 0.2, spread: 0.001, effectiveRank: 1)))
      }
      if step % 20 == 0 { events += evaluations(step) }
      if step % 50 == 0 {
        events.append(.checkpoint(CheckpointReport(step: step, file: "checkpoints/step-\(step).safetensors")))
      }
      if step % 90 == 0 {
        recipe.margin = 0.1 + 0.1 * unit()
        events.append(.command(CommandReport(step: step, command: .margin(recipe.margin))))
      }
      if step == 130 {
        events.append(.command(CommandReport(step: step, command: .pause)))
        events.append(.command(CommandReport(step: step, command: .resume)))
      }
      if step == 210, !hasResumed {
        hasResumed = true
        step = 200
        events.append(
          .resumed(
            ResumedReport(step: 200, version: "1", recipe: recipe, file: "last", changes: ["steps: 1"], threads: 1)))
      }
    }
    events.append(.finished(FinishedReport(step: steps, complete: true, seconds: 9, imagesPerSecond: 100)))
    return events
  }
}
