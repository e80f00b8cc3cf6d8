import SiamCanvas

extension RunsScreen {
  /// A click chooses a row, on the chosen one opens it, on the header sorts; the wheel scrolls.
  static func point(_ event: MouseEvent, on model: inout Model, in body: Rectangle) -> [Effect] {
    let (layout, list) = (layout(model, body), RunsList(model))
    guard layout.list.contains(event.column, event.row), let chosen = list.chosen else { return [] }
    let top = layout.top(model.runs.top, seeing: chosen, of: list.runs.count)
    switch event.action {
    case .press where layout.header.contains(event.column, event.row):
      sort(&model, by: list.columns(width: layout.header.width).order(at: event.column - layout.header.column))
    case .press where layout.rows.contains(event.column, event.row):
      let place = top + event.row - layout.rows.row
      guard list.runs.indices.contains(place) else { return [] }
      if place == chosen, model.runs.chosen != nil { return visit(&model, from: .end) }
      choose(&model, in: body) { _ in place }
    case .wheelUp: choose(&model, in: body) { $0 - 1 }
    case .wheelDown: choose(&model, in: body) { $0 + 1 }
    case .press, .drag, .release: break
    }
    return []
  }
}
