import SiamCanvas

extension TripletsScreen {
  /// Handles the mouse: a click chooses a row, a click on the header sorts, and the wheel scrolls.
  static func handle(_ event: MouseEvent, on model: inout Model, in body: Rectangle) -> [Effect] {
    let layout = layout(model, body)
    guard layout.list.contains(event.column, event.row) else { return [] }
    let list = TripletList(model)
    guard let chosen = list.chosen(model) else { return [] }
    let top = layout.top(model.triplets.top, seeing: chosen, of: list.entries.count)
    switch event.action {
    case .press where layout.header.contains(event.column, event.row):
      let columns = TripletColumns(width: layout.header.width)
      guard let order = columns.order(at: event.column - layout.header.column) else {
        return perform(.filter, on: &model, in: body)
      }
      sort(&model, by: order)
    case .press:
      let slots = layout.slots(from: top, of: list.entries.count)
      guard let slot = slots.first(where: { $0.room.contains(event.column, event.row) }) else { return [] }
      choose(&model, in: body) { _ in slot.index }
    case .wheelUp, .wheelDown:
      let last = max(0, list.entries.count - layout.pageSize)
      let moved = min(max(0, top + (event.action == .wheelUp ? -3 : 3)), last)
      model.triplets.top = moved
      choose(&model, in: body) { min(max($0, moved), moved + layout.pageSize - 1) }
    case .drag, .release: break
    }
    return []
  }
}
