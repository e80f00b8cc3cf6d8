import Foundation
import SiamCore

/// Events of an invented run.
enum SampleEvents {
  /// A step with a given loss and two triplets of images 0 to 3.
  static func step(_ number: Int, loss: Float = 0.5) -> TrainingEvent {
    var (positives, negatives) = (Array(repeating: 0, count: 80), Array(repeating: 0, count: 80))
    (positives[3], positives[5], negatives[40]) = (2, 1, 7)
    let triplet = { (negative: Int) in
      TripletReport(
        anchor: ImageID(0), positive: ImageID(1), negative: ImageID(negative), positiveDistance: 0.5,
        negativeDistance: 0.4, oppositeDistance: 0.3, loss: 0.3)
    }
    return .step(
      StepReport(
        step: number, loss: loss, positiveDistance: 0.25, negativeDistance: 1.5, activeShare: 0.125,
        learningRate: 0.002, margin: 0.2, mined: MinedCounts(easy: 1, semiHard: 2, hard: 3), gradientNorm: 0.75,
        effectiveRank: 9, spread: 0.5, positiveHistogram: positives, negativeHistogram: negatives,
        triplets: [triplet(2), triplet(3)], imagesPerSecond: 800, seconds: Double(number) / 4))
  }

  static func evaluation(_ step: Int, way: Int = 5) -> TrainingEvent {
    .evaluation(
      EvaluationReport(
        step: step, split: "validation", way: way, shot: 1, episodes: 200, queries: 5, classifier: "nearest-mean",
        accuracy: 0.75, interval95: 0.01, chance: 0.2, rawPixelAccuracy: 0.5, untrainedAccuracy: 0.375,
        classifiers: [], loss: 0.0625, auc: 0.875, eer: 0.125))
  }

  static func resumed(_ step: Int) -> TrainingEvent {
    .resumed(
      ResumedReport(
        step: step, version: "test", recipe: Recipe(), file: "checkpoints/last.safetensors", changes: [], threads: 1))
  }

  /// A run of six steps that was killed after the fifth and resumed after the third, with other losses.
  static let resumedRun: [TrainingEvent] =
    (1...5).map { step($0, loss: 9) } + [evaluation(5), resumed(3)] + (4...6).map { step($0, loss: Float($0)) }
    + [
      .evaluating(EvaluationStartedReport(step: 6)), evaluation(6), evaluation(6, way: 20),
      .finished(FinishedReport(step: 6, complete: true, seconds: 1.5, imagesPerSecond: 800)),
    ]

  /// Creates a temporary folder.
  static func folder() throws -> URL {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("siam-export-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  /// Writes events as a run's journal, followed by the text `rest`.
  static func write(_ events: [TrainingEvent], then rest: String = "", in folder: URL) throws {
    let lines = try events.map { try EventLines().line($0) + "\n" }.joined() + rest
    try Data(lines.utf8).write(to: folder.appendingPathComponent("events.jsonl"))
  }
}
