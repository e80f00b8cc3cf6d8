import SiamCanvas
import SiamData
import SiamMessages
import SiamTerminal

/// What `siam runs` tells, for people: a line a run, then what is wrong with some of them.
struct RunsTable {
  let runs: [RunSummary]
  /// The folder they are in.
  let folder: String

  /// The lines for an output; they fit it.
  func lines(width: Int, colors: ColorLevel) -> [String] {
    TextTable(columns, width: width).lines(colors: colors) + problems + [total]
  }

  private var columns: [TextTable.Column] {
    [
      TextTable.Column(title: "run", isCuttable: true, cells: runs.map { .init(printable($0.name)) }),
      TextTable.Column(title: "state", cells: runs.map { .init(word($0.state), RunText.style($0.state)) }),
      column("steps", dispensability: 2) { RunText.steps($0.figures) },
      column("loss", dispensability: 4) { RunText.loss($0.figures) },
      column(setting.map { "best \($0)" } ?? "best accuracy", dispensability: 1, best),
      column("AUC", dispensability: 6) { RunText.share($0.figures.auc) },
      column("EER", dispensability: 8) { RunText.share($0.figures.eer) },
      column("size", dispensability: 3) { Figures.bytes($0.size.bytes) },
      column("of that checkpoints", dispensability: 10) { Figures.bytes($0.size.checkpointBytes) },
      column("data", .left, dispensability: 7) { $0.settings.map { printable($0.data) } ?? Figures.missing },
      column("encoder", .left, dispensability: 9) { $0.settings?.encoder ?? Figures.missing },
      column("written", .left, dispensability: 5) { RunText.time($0.written) },
      column("begun", .left, dispensability: 11) { RunText.time($0.started) },
    ]
  }

  private func column(
    _ title: String, _ alignment: Alignment = .right, dispensability: Int, _ text: (RunSummary) -> String
  ) -> TextTable.Column {
    TextTable.Column(
      title: title, alignment: alignment, dispensability: dispensability, cells: runs.map { .init(text($0)) })
  }

  /// k and n, where they are the same of all runs, which then need not say them.
  private var setting: String? {
    let settings = Set(runs.compactMap { $0.figures.best?.setting.words })
    return settings.count == 1 ? settings.first : nil
  }

  private func best(_ run: RunSummary) -> String {
    guard let best = run.figures.best else { return Figures.missing }
    return RunText.percent(best.accuracy) + (setting == nil ? " \(best.setting.words)" : "")
  }

  private func word(_ state: RunState?) -> String { state?.rawValue ?? "no run" }

  private var problems: [String] {
    runs.compactMap { run in run.problem.map { "\(printable(run.name)): \(printable($0))" } }
  }

  private var total: String {
    let count = runs.count { $0.state != nil }
    return "\(counted(count, "run")) in \(printable(folder)), "
      + Figures.bytes(runs.reduce(0) { $0 + $1.size.bytes })
  }
}
