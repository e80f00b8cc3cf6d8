import SiamCanvas
import SiamCore

extension PairsScreen {
  static func handle(_ event: MouseEvent, on model: inout Model, in body: Rectangle) -> [Effect] {
    let layout = PairsLayout(body)
    switch event.action {
    case .press:
      model.pairs.isDragging = layout.similarities.inset().contains(event.column, event.row)
      if model.pairs.isDragging {
        drag(to: event.column, on: &model, in: layout)
      } else if layout.roc.inset().contains(event.column, event.row) {
        chooseThreshold(event, on: &model, in: layout)
      } else if let row = layout.listRow(event.column, event.row) {
        let count = model.pairs.hardest.count
        let index = layout.firstListed(chosen: model.pairs.chosenIndex ?? 0, of: count) + row
        if index < count { model.pairs.choose(index) }
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

  /// Chooses the threshold whose point on the ROC curve is nearest to the mouse.
  private static func chooseThreshold(_ event: MouseEvent, on model: inout Model, in layout: PairsLayout) {
    guard let rates = model.pairs.rates else { return }
    var canvas = Canvas(width: layout.roc.endColumn, height: layout.roc.endRow)
    let plot = RocPanel.plot(model, in: layout.roc.inset(), on: &canvas)
    guard plot.room.contains(event.column, event.row) else { return }
    let across = (Double(event.column - plot.room.column) + 0.5) / Double(plot.room.width)
    let up = 1 - (Double(event.row - plot.room.row) + 0.5) / Double(plot.room.height)
    model.pairs.bound = rates.bound(nearestTo: plot.x.value(at: across), matchRate: up)
  }

  private static func turn(_ event: MouseEvent, by direction: Int, on model: inout Model, in layout: PairsLayout) {
    if layout.similarities.contains(event.column, event.row) {
      model.pairs.move(by: direction * 2)
    } else if layout.list.contains(event.column, event.row) {
      model.pairs.choose((model.pairs.chosenIndex ?? 0) - direction)
    }
  }
}
