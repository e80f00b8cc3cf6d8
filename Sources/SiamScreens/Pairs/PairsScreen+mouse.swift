import SiamCanvas
import SiamMessages

extension PairsScreen {
  static func point(_ event: MouseEvent, on model: inout Model, in body: Rectangle) -> [Effect] {
    let layout = PairsLayout(body)
    switch event.action {
    case .press:
      model.pairs.isDragging = layout.similarities.inset().contains(event.column, event.row)
      if model.pairs.isDragging {
        drag(to: event.column, on: &model, in: layout)
      } else if layout.roc.inset().contains(event.column, event.row) {
        choosePlace(event, on: &model, in: layout)
      } else if let row = layout.listRow(event.column, event.row) {
        let count = model.pairs.mostWrong.count
        let place = layout.firstListed(chosen: model.pairs.place ?? 0, of: count) + row
        if place < count { model.pairs.choose(place) }
      }
    case .drag: if model.pairs.isDragging { drag(to: event.column, on: &model, in: layout) }
    case .release: model.pairs.isDragging = false
    case .wheelUp: turn(event, by: 1, on: &model, in: layout)
    case .wheelDown: turn(event, by: -1, on: &model, in: layout)
    }
    return []
  }

  private static func drag(to column: Int, on model: inout Model, in layout: PairsLayout) {
    guard let survey = model.pairs.survey, let rates = model.pairs.rates else { return }
    let similarity = SimilaritiesPanel.similarity(
      column, axis: SimilaritiesPanel.axis(survey), in: layout.similarities.inset())
    model.pairs.bound = rates.bound(nearest: similarity)
  }

  /// Takes the threshold whose place on the ROC is nearest to the mouse.
  private static func choosePlace(_ event: MouseEvent, on model: inout Model, in layout: PairsLayout) {
    guard let rates = model.pairs.rates else { return }
    var canvas = Canvas(width: layout.roc.endColumn, height: layout.roc.endRow)
    let plot = RocPanel.plot(model, in: layout.roc.inset(), on: &canvas)
    guard plot.room.contains(event.column, event.row) else { return }
    let across = (Double(event.column - plot.room.column) + 0.5) / Double(plot.room.width)
    let up = 1 - (Double(event.row - plot.room.row) + 0.5) / Double(plot.room.height)
    model.pairs.bound = rates.bound(nearestTo: plot.x.value(at: across), trueAccepts: up)
  }

  private static func turn(_ event: MouseEvent, by direction: Int, on model: inout Model, in layout: PairsLayout) {
    if layout.similarities.contains(event.column, event.row) {
      model.pairs.move(by: direction * 2)
    } else if layout.list.contains(event.column, event.row) {
      model.pairs.choose((model.pairs.place ?? 0) - direction)
    }
  }
}
