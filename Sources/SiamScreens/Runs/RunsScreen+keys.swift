import SiamCanvas
import SiamMessages

extension RunsScreen {
  static func perform(_ action: Action, on model: inout Model, in body: Rectangle) -> [Effect] {
    if let move = action.listMove(page: max(1, layout(model, body).pageSize / 2)) {
      choose(&model, in: body, move)
      return []
    }
    switch action {
    case .open: return visit(&model, from: .end)
    case .replayRun: return visit(&model, from: .beginning)
    case .delete: askToDelete(&model)
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

  /// Goes to the next run with a text in its name, data or state.
  static func find(_ text: String, forward: Bool, on model: inout Model, in body: Rectangle) -> Bool {
    let list = RunsList(model)
    guard let chosen = list.chosen else { return false }
    let count = list.runs.count
    let places = (1...count).map { forward ? (chosen + $0) % count : (chosen - $0 + count) % count }
    guard let found = places.first(where: { matches(list.runs[$0], text) }) else { return false }
    choose(&model, in: body) { _ in found }
    return true
  }

  private static func matches(_ run: RunSummary, _ text: String) -> Bool {
    let words = [run.name, run.settings?.data ?? "", run.settings?.encoder ?? "", run.state?.rawValue ?? ""]
    return words.contains { $0.lowercased().contains(text.lowercased()) }
  }

  /// Chooses a place of the list.
  static func choose(_ model: inout Model, in body: Rectangle, _ place: (Int) -> Int) {
    let list = RunsList(model)
    guard let chosen = list.chosen else { return }
    let next = min(max(0, place(chosen)), list.runs.count - 1)
    model.runs.place = next
    model.runs.chosen = list.runs[next].path
    model.runs.top = layout(model, body).top(model.runs.top, seeing: next, of: list.runs.count)
  }

  /// Sorts the list; the chosen run stays chosen.
  static func sort(_ model: inout Model, by order: RunsState.Order) {
    model.runs.chosen = RunsList(model).chosenRun?.path
    model.runs.order = order
  }

  private static func mark(_ model: inout Model) {
    guard let run = RunsList(model).chosenRun, run.state != nil else { return }
    if let place = model.runs.marked.firstIndex(of: run.path) {
      model.runs.marked.remove(at: place)
    } else if model.runs.marked.count < RunsList.mostMarked {
      model.runs.marked.append(run.path)
    } else {
      model.note("\(RunsList.mostMarked) runs are marked, as many as there are colours", kind: .warning)
    }
  }

  /// Looks at the chosen run, where there is something to see.
  static func visit(_ model: inout Model, from start: ReplayStart) -> [Effect] {
    guard let run = RunsList(model).chosenRun else { return [] }
    if run.state == nil {
      model.note("\(run.name) is no run: \(run.problem ?? "it can't be read")", kind: .warning)
      return []
    }
    if (run.figures.steps ?? 0) == 0 {
      model.note("\(run.name) has taken no step, so there is nothing to see", kind: .warning)
      return []
    }
    return [.visit(run: run.path, start)]
  }

  private static func askToDelete(_ model: inout Model) {
    guard let run = RunsList(model).chosenRun, let listing = model.runs.listing else { return }
    if run.state == nil {
      model.note("\(run.name) is no run, so it stays; remove it yourself if you want it gone", kind: .warning)
    } else if run.state == .running {
      model.note("\(run.name) is being trained, so it stays", kind: .warning)
    } else if listing.shown.contains(run.path) {
      model.note("\(run.name) is on show, so it stays; leave it first", kind: .warning)
    } else {
      model.overlay = .removal(run)
    }
  }
}
