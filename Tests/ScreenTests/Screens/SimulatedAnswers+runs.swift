import Foundation
import SiamMessages

/// Runs on disk.
extension SimulatedAnswers {
  /// The moment of every listing.
  static let moment = Instant(Date(timeIntervalSince1970: 1_795_000_000))

  /// Nine runs of every kind, and a folder that is none.
  static let runs = RunsListing(
    folder: "runs", runs: (0..<9).map(run) + [notes], shown: ["runs/2026-11-18-glyphs-triplet-9"], moment: moment)

  private static let notes = RunSummary(
    name: "notes", path: "runs/notes", problem: "holds no run.json, so it is no run of siam", written: nil,
    size: RunSize(bytes: 12_345, checkpointBytes: 0))

  private static func run(_ place: Int) -> RunSummary {
    let state: RunState = place == 0 ? .running : place == 3 ? .crashed : place == 5 ? .stopped : .finished
    let objective: Objective = place % 3 == 1 ? .pair : .triplet
    let name = "2026-11-18-glyphs-\(objective.rawValue)-\(9 - place)"
    let steps = state == .finished ? 6_000 : 1_234 * (1 + place % 3)
    var figures = RunFigures()
    (figures.steps, figures.plannedSteps) = (steps, 6_000)
    figures.loss = 0.02 + 0.013 * Float(place * 7 % 5)
    let seconds = Double(steps) * 0.12
    figures.seconds = seconds
    figures.imagesPerSecond = 2_140
    let best = accuracy(of: place, at: 1)
    figures.best = RunAccuracy(step: steps / 2, way: 20, shot: 1, accuracy: best)
    figures.accuracies = [
      RunAccuracy(step: steps, way: 5, shot: 1, accuracy: best + 0.08, interval95: 0.006),
      RunAccuracy(step: steps, way: 20, shot: 1, accuracy: best - 0.01, interval95: 0.009),
    ]
    (figures.auc, figures.eer) = (0.981, 0.067)
    let written = moment.date.addingTimeInterval(-Double(place * place * place) * 2_500)
    return RunSummary(
      name: name, path: "runs/\(name)", state: state,
      problem: state == .crashed ? "the disk is full" : nil,
      settings: RunSettings(data: place == 7 ? "omniglot" : "glyphs", objective: objective, encoder: "conv4"),
      figures: figures, started: Instant(written.addingTimeInterval(-seconds)), written: Instant(written),
      size: RunSize(bytes: 9_400_000 + 1_230_000 * place, checkpointBytes: 8_100_000))
  }

  private static func accuracy(of place: Int, at share: Double) -> Float {
    Float((0.72 + 0.023 * Double(place * 5 % 9)) * (1 - 0.7 * exp(-5 * share)))
  }

  /// Curves that fall and rise as training's do; of a run that crashed there are none.
  static func curves(ofRun path: String) -> Answer {
    guard let place = runs.runs.firstIndex(where: { $0.path == path }), place != 3 else {
      return .refused(.curves, reason: "\(path)/events.jsonl: can't be read (Permission denied); give a run's folder")
    }
    let run = runs.runs[place]
    let steps = run.figures.steps ?? 0
    let points = (1...120).map { part -> (step: Int, share: Double) in
      (steps * part / 120, Double(steps * part / 120) / 6_000)
    }
    return .curves(
      RunCurves(
        run: path,
        loss: points.map { step, share in
          let value = 0.03 + 0.02 * Double(place % 4) + 0.17 * exp(-share * Double(4 + place))
          return RunCurves.Point(step: step, seconds: Double(step) * 0.12, value: Float(value))
        },
        accuracy: points.filter { $0.step % 7 < 3 }.map { step, share in
          RunCurves.Point(step: step, seconds: Double(step) * 0.12, value: accuracy(of: place, at: share))
        }, setting: EpisodeSetting(way: 20, shot: 1)))
  }
}
