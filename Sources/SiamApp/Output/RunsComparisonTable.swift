import SiamCanvas
import SiamData
import SiamCore
import SiamTerminal

/// A comparison of runs as text: one column per run, in several tables if they don't fit beside each other.
struct RunsComparisonTable {
  private let comparison: RunsComparison
  private let names: [String]

  init(_ comparison: RunsComparison) {
    self.comparison = comparison
    let names = comparison.runs.map(\.name)
    self.names = Set(names).count == names.count ? names : comparison.runs.map(\.path)
  }

  /// Maximum length of a value; longer ones are cut.
  private static let maxLength = 40

  private typealias Row = (name: String, values: [String])

  /// The lines for an output of a width in columns. They are wider only if a single run doesn't fit.
  func lines(width: Int, colors: ColorLevel) -> [String] {
    let differences = comparison.differences.map { difference in
      Row(difference.name, difference.values.map { value in value.map(shortened) ?? NumberFormat.missing })
    }
    let none = ["no differences in recipe, data and version of siam"]
    return (differences.isEmpty ? none : blocks("configuration", differences, width, colors)) + [""]
      + blocks("results", results, width, colors)
  }

  /// Tables of the same rows, each with as many runs as fit.
  private func blocks(_ title: String, _ rows: [Row], _ width: Int, _ colors: ColorLevel) -> [String] {
    let label = TextTable.Column(title: title, cells: rows.map { .init($0.name) })
    let columns = names.indices.map { index in
      TextTable.Column(
        title: printable(names[index]), alignment: .right, isCuttable: true,
        cells: rows.map { .init($0.values[index]) })
    }
    var (lines, rest) = ([String](), columns[...])
    while !rest.isEmpty {
      var count = rest.count
      while count > 1, !TextTable([label] + rest.prefix(count), width: width).isWhole { count -= 1 }
      if !lines.isEmpty { lines.append("") }
      lines += TextTable([label] + rest.prefix(count), width: width).lines(colors: colors)
      rest = rest.dropFirst(count)
    }
    return lines
  }

  private var results: [Row] {
    let runs = comparison.runs
    let row = { (name: String, value: (RunSummary) -> String) in Row(name, runs.map(value)) }
    return [row("state") { $0.state?.rawValue ?? "not a run" }, row("steps") { RunText.steps($0.metrics) }]
      + [row("loss") { RunText.loss($0.metrics) }] + accuracies
      + [
        row("best") { run in
          run.metrics.best.map {
            "\(RunText.percent($0.accuracy)) \($0.setting.text), step \($0.step)"
          } ?? NumberFormat.missing
        },
        row("AUC") { RunText.share($0.metrics.auc) }, row("EER") { RunText.share($0.metrics.eer) },
        row("time") { RunText.duration($0.metrics.seconds) },
        row("steps/s") { RunText.perSecond($0.metrics.stepsPerSecond, decimals: 2) },
        row("images/s") { RunText.perSecond($0.metrics.imagesPerSecond.map(Double.init), decimals: 0) },
        row("size") { NumberFormat.bytes($0.size.bytes) },
      ]
  }

  /// One row for each setting of way and shot that any run was evaluated in.
  private var accuracies: [Row] {
    var settings: [String] = []
    for accuracy in comparison.runs.flatMap(\.metrics.accuracies) {
      let setting = accuracy.setting.text
      if !settings.contains(setting) { settings.append(setting) }
    }
    return settings.map { setting in
      Row(
        setting,
        comparison.runs.map { run in
          RunText.accuracy(run.metrics.accuracies.first { $0.setting.text == setting })
        })
    }
  }

  private func shortened(_ value: String) -> String {
    let value = printable(value)
    return value.count > Self.maxLength ? value.prefix(Self.maxLength - 1) + "…" : value
  }
}
