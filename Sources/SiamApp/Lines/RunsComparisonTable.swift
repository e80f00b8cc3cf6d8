import SiamCanvas
import SiamData
import SiamMessages
import SiamTerminal

/// What `siam compare-runs` tells, for people: a column a run; where there is no room for all, the rest below.
struct RunsComparisonTable {
  private let comparison: RunsComparison
  private let names: [String]

  init(_ comparison: RunsComparison) {
    self.comparison = comparison
    let names = comparison.runs.map(\.name)
    self.names = Set(names).count == names.count ? names : comparison.runs.map(\.path)
  }

  /// Longer values are cut; `--json` has them whole.
  private static let longestValue = 40

  private typealias Row = (name: String, values: [String])

  /// The lines for an output; they fit it, if one run does.
  func lines(width: Int, colors: ColorLevel) -> [String] {
    let differences = comparison.differences.map { difference in
      Row(difference.name, difference.values.map { value in value.map(shortened) ?? Figures.missing })
    }
    let nothing = ["nothing differs in the recipe, the data and siam's version"]
    return (differences.isEmpty ? nothing : blocks("asked for", differences, width, colors)) + [""]
      + blocks("came out", outcomes, width, colors)
  }

  /// The same rows for as many runs as there is room for, then for those that are left.
  private func blocks(_ title: String, _ rows: [Row], _ width: Int, _ colors: ColorLevel) -> [String] {
    let label = TextTable.Column(title: title, cells: rows.map { .init($0.name) })
    let columns = names.indices.map { place in
      TextTable.Column(
        title: printable(names[place]), alignment: .right, isCuttable: true,
        cells: rows.map { .init($0.values[place]) })
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

  private var outcomes: [Row] {
    let runs = comparison.runs
    let row = { (name: String, value: (RunSummary) -> String) in Row(name, runs.map(value)) }
    return [row("state") { $0.state?.rawValue ?? "no run" }, row("steps") { RunText.steps($0.figures) }]
      + [row("loss") { RunText.loss($0.figures) }] + accuracies
      + [
        row("best") { run in
          run.figures.best.map {
            "\(RunText.percent($0.accuracy)) \($0.setting.words), step \($0.step)"
          } ?? Figures.missing
        },
        row("AUC") { RunText.share($0.figures.auc) }, row("EER") { RunText.share($0.figures.eer) },
        row("time") { RunText.duration($0.figures.seconds) },
        row("steps/s") { RunText.perSecond($0.figures.stepsPerSecond, decimals: 2) },
        row("images/s") { RunText.perSecond($0.figures.imagesPerSecond.map(Double.init), decimals: 0) },
        row("size") { Figures.bytes($0.size.bytes) },
      ]
  }

  /// A row for each k and n that any run was examined in.
  private var accuracies: [Row] {
    var settings: [String] = []
    for accuracy in comparison.runs.flatMap(\.figures.accuracies) {
      let setting = accuracy.setting.words
      if !settings.contains(setting) { settings.append(setting) }
    }
    return settings.map { setting in
      Row(
        setting,
        comparison.runs.map { run in
          RunText.accuracy(run.figures.accuracies.first { $0.setting.words == setting })
        })
    }
  }

  private func shortened(_ value: String) -> String {
    let value = printable(value)
    return value.count > Self.longestValue ? value.prefix(Self.longestValue - 1) + "…" : value
  }
}
