import SiamCanvas
import SiamCore

extension RunsScreen {
  static func perform(_ action: Action, on model: inout Model, in body: Rectangle) -> [Effect] {
    if let move = action.listMove(page: max(1, layout(model, body).pageSize / 2)) {
      choose(&model, in: body, move)
      return []
    }
    switch action {
    case .open: return visit(&model, from: .end)
    case .replayRun: return visit(&model, from: .beginning)
    case .delete: confirmDeletion(&model)
    case .mark: mark(&model)
    case .close: model.runs.marked = []
    case .sort: sort(&model, by: model.runs.order.next)
    case .logarithmicAxis: model.view.isLogarithmic.toggle()
    case .timeAxis: model.moveChart(.timeAxis)
    case .nextFocus, .previousFocus: model.runs.chart = model.runs.chart == .loss ? .accuracy : .loss
    default: break
    }
    return []
  }

  /// Selects the next or previous run with a text in its name, data, encoder or state.
  static func find(_ text: String, forward: Bool, on model: inout Model, in body: Rectangle) -> Bool {
    let list = RunsList(model)
    guard let chosen = list.chosen else { return false }
    let count = list.runs.count
    let indices = (1...count).map { forward ? (chosen + $0) % count : (chosen - $0 + count) % count }
    guard let found = indices.first(where: { matches(list.runs[$0], text) }) else { return false }
    choose(&model, in: body) { _ in found }
    return true
  }

  private static func matches(_ run: RunSummary, _ text: String) -> Bool {
    let fields = [run.name, run.settings?.data ?? "", run.settings?.encoder ?? "", run.state?.rawValue ?? ""]
    return fields.contains { $0.lowercased().contains(text.lowercased()) }
  }

  /// Changes the index of the selected run; the result of `move` is limited to the list.
  static func choose(_ model: inout Model, in body: Rectangle, _ move: (Int) -> Int) {
    let list = RunsList(model)
    guard let chosen = list.chosen else { return }
    let next = min(max(0, move(chosen)), list.runs.count - 1)
    model.runs.index = next
    model.runs.chosen = list.runs[next].path
    model.runs.top = layout(model, body).top(model.runs.top, seeing: next, of: list.runs.count)
  }

  /// Sorts the list; the selected run stays selected.
  static func sort(_ model: inout Model, by order: RunsState.Order) {
    model.runs.chosen = RunsList(model).chosenRun?.path
    model.runs.order = order
  }

  private static func mark(_ model: inout Model) {
    guard let run = RunsList(model).chosenRun, run.state != nil else { return }
    if let index = model.runs.marked.firstIndex(of: run.path) {
      model.runs.marked.remove(at: index)
    } else if model.runs.marked.count < RunsList.maxMarked {
      model.runs.marked.append(run.path)
    } else {
      model.note("at most \(RunsList.maxMarked) runs can be marked", kind: .warning)
    }
  }

  /// Opens the selected run, if it has any steps.
  static func visit(_ model: inout Model, from start: ReplayStart) -> [Effect] {
    guard let run = RunsList(model).chosenRun else { return [] }
    if run.state == nil {
      model.note("\(run.name): not a run: \(run.problem ?? "it can't be read")", kind: .warning)
      return []
    }
    if (run.metrics.steps ?? 0) == 0 {
      model.note("\(run.name): no steps yet, nothing to show", kind: .warning)
      return []
    }
    return [.visit(run: run.path, start)]
  }

  private static func confirmDeletion(_ model: inout Model) {
    guard let run = RunsList(model).chosenRun, let listing = model.runs.listing else { return }
    if run.state == nil {
      model.note("\(run.name): not a run; siam deletes only runs", kind: .warning)
    } else if run.state == .running {
      model.note("\(run.name): in training; stop it before deleting it", kind: .warning)
    } else if listing.shown.contains(run.path) {
      model.note("\(run.name): open here; close it before deleting it", kind: .warning)
    } else {
      model.overlay = .removal(run)
    }
  }
}

extension KeyBinding {
  /// The keys of the Runs screen.
  static let runs: [KeyBinding] = [
    KeyBinding([.enter], "Enter", .open, footer: "open", "open the selected run at its end; q returns"),
    KeyBinding([.character("r")], "r", .replayRun, footer: "replay", "replay the selected run from its first step"),
    KeyBinding(
      [.character("m")], "m", .mark, footer: "mark", "mark the selected run to compare its curves; Esc clears the marks"
    ),
    KeyBinding([.character("o")], "o", .sort, footer: "sort", "sort by age, name, accuracy, loss or size"),
    KeyBinding(
      [.character("L")], "L", .logarithmicAxis, footer: "log", "switch between a logarithmic and a linear loss axis"),
    KeyBinding([.character("x")], "x", .timeAxis, footer: "time", "draw curves over steps or over training time"),
    KeyBinding([.character("d"), .delete], "d", .delete, footer: "delete", "delete the selected run; asks first"),
  ]
}
