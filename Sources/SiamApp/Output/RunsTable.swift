import SiamCanvas
import SiamData
import SiamCore
import SiamTerminal

/// A list of runs as text: one row per run, then the problems of some.
struct RunsTable {
  let runs: [RunSummary]
  /// The folder that holds the runs.
  let folder: String

  /// The lines for an output of a width in columns.
  func lines(width: Int, colors: ColorLevel) -> [String] {
    TextTable(columns, width: width).lines(colors: colors) + problems + [total]
  }

  private var columns: [TextTable.Column] {
    [
      TextTable.Column(title: "run", isCuttable: true, cells: runs.map { .init(printable($0.name)) }),
      TextTable.Column(title: "state", cells: runs.map { .init(text($0.state), RunText.style($0.state)) }),
      column("steps", dispensability: 2) { RunText.steps($0.metrics) },
      column("loss", dispensability: 4) { RunText.loss($0.metrics) },
      column(setting.map { "best \($0)" } ?? "best accuracy", dispensability: 1, best),
      column("AUC", dispensability: 6) { RunText.share($0.metrics.auc) },
      column("EER", dispensability: 8) { RunText.share($0.metrics.eer) },
      column("size", dispensability: 3) { NumberFormat.bytes($0.size.bytes) },
      column("checkpoints", dispensability: 10) { NumberFormat.bytes($0.size.checkpointBytes) },
      column("data", .left, dispensability: 7) { $0.settings.map { printable($0.data) } ?? NumberFormat.missing },
      column("encoder", .left, dispensability: 9) { $0.settings?.encoder ?? NumberFormat.missing },
      column("written", .left, dispensability: 5) { RunText.time($0.written) },
      column("started", .left, dispensability: 11) { RunText.time($0.started) },
    ]
  }

  private func column(
    _ title: String, _ alignment: Alignment = .right, dispensability: Int, _ text: (RunSummary) -> String
  ) -> TextTable.Column {
    TextTable.Column(
      title: title, alignment: alignment, dispensability: dispensability, cells: runs.map { .init(text($0)) })
  }

  /// The setting of way and shot, if it is the same for all runs; the column's title then names it.
  private var setting: String? {
    let settings = Set(runs.compactMap { $0.metrics.best?.setting.text })
    return settings.count == 1 ? settings.first : nil
  }

  private func best(_ run: RunSummary) -> String {
    guard let best = run.metrics.best else { return NumberFormat.missing }
    return RunText.percent(best.accuracy) + (setting == nil ? " \(best.setting.text)" : "")
  }

  private func text(_ state: RunState?) -> String { state?.rawValue ?? "not a run" }

  private var problems: [String] {
    runs.compactMap { run in run.problem.map { "\(printable(run.name)): \(printable($0))" } }
  }

  private var total: String {
    let count = runs.count { $0.state != nil }
    return "\(counted(count, "run")) in \(printable(folder)), "
      + NumberFormat.bytes(runs.reduce(0) { $0 + $1.size.bytes })
  }
}
