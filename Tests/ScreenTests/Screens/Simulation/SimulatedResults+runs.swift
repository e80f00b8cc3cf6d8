import Foundation
import SiamCore

/// Runs on disk.
extension SimulatedResults {
  /// The time of every listing.
  static let moment = Instant(Date(timeIntervalSince1970: 1_795_000_000))

  /// Nine runs of every kind, and a folder that is not a run.
  static let runs = RunsListing(
    folder: "runs", runs: (0..<9).map(run) + [notes], shown: ["runs/2026-11-18-glyphs-triplet-9"], moment: moment)

  private static let notes = RunSummary(
    name: "notes", path: "runs/notes", problem: "not a siam run (no run.json)", written: nil,
    size: DiskUsage(bytes: 12_345, checkpointBytes: 0))

  private static func run(_ index: Int) -> RunSummary {
    let state: RunState = index == 0 ? .running : index == 3 ? .crashed : index == 5 ? .stopped : .finished
    let objective: Objective = index % 3 == 1 ? .pair : .triplet
    let name = "2026-11-18-glyphs-\(objective.rawValue)-\(9 - index)"
    let steps = state == .finished ? 6_000 : 1_234 * (1 + index % 3)
    var metrics = RunMetrics()
    (metrics.steps, metrics.plannedSteps) = (steps, 6_000)
    metrics.loss = 0.02 + 0.013 * Float(index * 7 % 5)
    let seconds = Double(steps) * 0.12
    metrics.seconds = seconds
    metrics.imagesPerSecond = 2_140
    let best = accuracy(of: index, at: 1)
    metrics.best = RunAccuracy(step: steps / 2, way: 20, shot: 1, accuracy: best)
    metrics.accuracies = [
      RunAccuracy(step: steps, way: 5, shot: 1, accuracy: best + 0.08, interval95: 0.006),
      RunAccuracy(step: steps, way: 20, shot: 1, accuracy: best - 0.01, interval95: 0.009),
    ]
    (metrics.auc, metrics.eer) = (0.981, 0.067)
    let written = moment.date.addingTimeInterval(-Double(index * index * index) * 2_500)
    return RunSummary(
      name: name, path: "runs/\(name)", state: state,
      problem: state == .crashed ? "the disk is full" : nil,
      settings: RunSettings(data: index == 7 ? "omniglot" : "glyphs", objective: objective, encoder: "conv4"),
      metrics: metrics, started: Instant(written.addingTimeInterval(-seconds)), written: Instant(written),
      size: DiskUsage(bytes: 9_400_000 + 1_230_000 * index, checkpointBytes: 8_100_000))
  }

  private static func accuracy(of index: Int, at share: Double) -> Float {
    Float((0.72 + 0.023 * Double(index * 5 % 9)) * (1 - 0.7 * exp(-5 * share)))
  }

  /// The curves of a run; those of the crashed run can't be read.
  static func curves(ofRun path: String) -> QueryResult {
    guard let index = runs.runs.firstIndex(where: { $0.path == path }), index != 3 else {
      return .rejected(.curves, reason: "\(path)/events.jsonl: can't be read (Permission denied); give a run's folder")
    }
    let run = runs.runs[index]
    let steps = run.metrics.steps ?? 0
    let points = (1...120).map { part -> (step: Int, share: Double) in
      (steps * part / 120, Double(steps * part / 120) / 6_000)
    }
    return .curves(
      RunCurves(
        run: path,
        loss: points.map { step, share in
          let value = 0.03 + 0.02 * Double(index % 4) + 0.17 * exp(-share * Double(4 + index))
          return RunCurves.Point(step: step, seconds: Double(step) * 0.12, value: Float(value))
        },
        accuracy: points.filter { $0.step % 7 < 3 }.map { step, share in
          RunCurves.Point(step: step, seconds: Double(step) * 0.12, value: accuracy(of: index, at: share))
        }, setting: EpisodeSetting(way: 20, shot: 1)))
  }
}
