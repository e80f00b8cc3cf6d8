import Foundation
import SiamCore

extension Fuzz {
  mutating func listing() -> RunsListing {
    let runs = (0..<integer(0...30)).map { _ in run() }
    return RunsListing(folder: text(), runs: runs, shown: Set(runs.prefix(2).map(\.path)), moment: instant())
  }

  mutating func curves(ofRun run: String) -> RunCurves {
    RunCurves(
      run: run, loss: points(), accuracy: points(),
      setting: integer(0...2) == 0 ? nil : EpisodeSetting(way: count(), shot: count()))
  }

  private mutating func points() -> [RunCurves.Point] {
    (0..<integer(0...40)).map { _ in RunCurves.Point(step: count(), seconds: double(), value: float()) }
  }

  private mutating func instant() -> Instant {
    Instant(Date(timeIntervalSince1970: Double(integer(0...4_000_000_000))))
  }

  private mutating func run() -> RunSummary {
    var metrics = RunMetrics()
    if integer(0...3) > 0 { (metrics.steps, metrics.plannedSteps) = (count(), count()) }
    if integer(0...3) > 0 { (metrics.loss, metrics.auc, metrics.eer) = (float(), float(), float()) }
    if integer(0...3) > 0 { (metrics.seconds, metrics.imagesPerSecond) = (double(), float()) }
    metrics.accuracies = (0..<integer(0...3)).map { _ in accuracy() }
    if integer(0...3) > 0 { metrics.best = accuracy() }
    return RunSummary(
      name: text(), path: "runs/\(integer(0...9))",
      state: integer(0...4) == 0 ? nil : RunState.allCases[integer(0...RunState.allCases.count - 1)],
      problem: integer(0...3) == 0 ? text() : nil,
      settings: integer(0...3) == 0
        ? nil : RunSettings(data: text(), objective: Objective.allCases[integer(0...5)], encoder: text()),
      metrics: metrics, started: instant(), written: integer(0...3) == 0 ? nil : instant(),
      size: DiskUsage(bytes: count(), checkpointBytes: count()))
  }

  private mutating func accuracy() -> RunAccuracy {
    RunAccuracy(
      step: count(), way: count(), shot: count(), accuracy: float(), interval95: integer(0...1) == 0 ? nil : float())
  }
}
