import SiamCanvas
import SiamCore

/// The sorted runs, and those whose curves are drawn.
struct RunsList {
  /// The runs in the order of the list.
  let runs: [RunSummary]
  /// The index of the selected run; nil in an empty list.
  let chosen: Int?
  /// The runs whose curves are drawn, with the numbers of their colours and letters; the selected one is the last.
  let drawn: [(number: Int, run: RunSummary)]

  /// The maximum number of curves when no run is marked.
  static let defaultCurves = 6
  /// The maximum number of marked runs.
  static let maxMarked = ClassPalette.count - 1

  init(_ model: Model) {
    let state = model.runs
    let runs = RunsList.sorted(state.listing?.runs ?? [], by: state.order)
    let chosen =
      runs.isEmpty
      ? nil : runs.firstIndex { $0.path == state.chosen } ?? min(max(0, state.index), runs.count - 1)
    let marked = state.marked.compactMap { path in runs.first { $0.path == path } }
    let others = marked.isEmpty ? Array(runs.lazy.filter { $0.state != nil }.prefix(RunsList.defaultCurves)) : marked
    var drawn = others.enumerated().map { (number: $0.offset, run: $0.element) }
    if let chosen, runs[chosen].state != nil {
      let index = drawn.firstIndex { $0.run.path == runs[chosen].path }
      drawn.append(index.map { drawn.remove(at: $0) } ?? (number: others.count, run: runs[chosen]))
    }
    self.runs = runs
    self.chosen = chosen
    self.drawn = drawn
  }

  /// The selected run.
  var chosenRun: RunSummary? { chosen.map { runs[$0] } }

  /// Returns the number of a run whose curves are drawn.
  func number(of run: RunSummary) -> Int? { drawn.first { $0.run.path == run.path }?.number }

  /// Returns the columns of the list for a width.
  func columns(width: Int) -> RunsColumns {
    RunsColumns(width: width, maxNameLength: runs.map { Charset.braille.columns($0.name) }.max() ?? 0)
  }

  private static func sorted(_ runs: [RunSummary], by order: RunsState.Order) -> [RunSummary] {
    // Runs with equal or unknown values stay in their order, the newest first.
    let keyed: [(key: Double?, run: RunSummary)]
    switch order {
    case .newest: return runs
    case .name: return runs.sorted { $0.name < $1.name }
    case .accuracy: keyed = runs.map { ($0.metrics.best.map { -Double($0.accuracy) }, $0) }
    case .loss: keyed = runs.map { ($0.metrics.loss.map(Double.init), $0) }
    case .size: keyed = runs.map { ($0.state == nil ? nil : -Double($0.size.bytes), $0) }
    }
    let rank = { (key: Double?) in key.flatMap { $0.isNaN ? nil : $0 } ?? .infinity }
    return keyed.enumerated().sorted { left, right in
      (rank(left.element.key), left.offset) < (rank(right.element.key), right.offset)
    }.map(\.element.run)
  }
}
