import SiamCanvas
import SiamMessages

/// The runs as they are listed, and those of them whose curves are shown.
struct RunsList {
  /// In the list's order.
  let runs: [RunSummary]
  /// The place of the chosen one; nil in an empty list.
  let chosen: Int?
  /// Those whose curves are shown, with the numbers their colours and letters go by; the chosen one is the last.
  let drawn: [(number: Int, run: RunSummary)]

  /// Curves shown at most, where none are marked.
  static let usualCurves = 6
  /// Runs marked at most.
  static let mostMarked = ClassPalette.count - 1

  init(_ model: Model) {
    let state = model.runs
    let runs = RunsList.sorted(state.listing?.runs ?? [], by: state.order)
    let chosen =
      runs.isEmpty
      ? nil : runs.firstIndex { $0.path == state.chosen } ?? min(max(0, state.place), runs.count - 1)
    let marked = state.marked.compactMap { path in runs.first { $0.path == path } }
    let others = marked.isEmpty ? Array(runs.lazy.filter { $0.state != nil }.prefix(RunsList.usualCurves)) : marked
    var drawn = others.enumerated().map { (number: $0.offset, run: $0.element) }
    if let chosen, runs[chosen].state != nil {
      let place = drawn.firstIndex { $0.run.path == runs[chosen].path }
      drawn.append(place.map { drawn.remove(at: $0) } ?? (number: others.count, run: runs[chosen]))
    }
    self.runs = runs
    self.chosen = chosen
    self.drawn = drawn
  }

  /// The chosen run.
  var chosenRun: RunSummary? { chosen.map { runs[$0] } }

  /// The number of a run whose curves are shown.
  func number(of run: RunSummary) -> Int? { drawn.first { $0.run.path == run.path }?.number }

  /// Where the fields of its rows are.
  func columns(width: Int) -> RunsColumns {
    RunsColumns(width: width, longestName: runs.map { Charset.braille.columns($0.name) }.max() ?? 0)
  }

  private static func sorted(_ runs: [RunSummary], by order: RunsState.Order) -> [RunSummary] {
    // What is alike, or not known, stays as it came: the newest first.
    let keyed: [(key: Double?, run: RunSummary)]
    switch order {
    case .newest: return runs
    case .name: return runs.sorted { $0.name < $1.name }
    case .accuracy: keyed = runs.map { ($0.figures.best.map { -Double($0.accuracy) }, $0) }
    case .loss: keyed = runs.map { ($0.figures.loss.map(Double.init), $0) }
    case .size: keyed = runs.map { ($0.state == nil ? nil : -Double($0.size.bytes), $0) }
    }
    let rank = { (key: Double?) in key.flatMap { $0.isNaN ? nil : $0 } ?? .infinity }
    return keyed.enumerated().sorted { left, right in
      (rank(left.element.key), left.offset) < (rank(right.element.key), right.offset)
    }.map(\.element.run)
  }
}
