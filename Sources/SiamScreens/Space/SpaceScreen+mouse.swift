import SiamCanvas
import SiamCore

extension SpaceScreen {
  /// The maximum distance of a point from a click, in rows.
  private static let reachRows = 2.0

  static func handle(_ event: MouseEvent, on model: inout Model, in body: Rectangle) -> [Effect] {
    let layout = SpaceLayout(model, body)
    switch event.action {
    case .press: press(event, on: &model, in: body, layout)
    case .drag: pan(event, on: &model, in: layout.field)
    case .release:
      if let drag = model.space.drag, !drag.hasMoved { click(event, on: &model, in: body) }
      model.space.drag = nil
    case .wheelUp: turn(event, up: true, on: &model, in: body)
    case .wheelDown: turn(event, up: false, on: &model, in: body)
    }
    return []
  }

  private static func press(
    _ event: MouseEvent, on model: inout Model, in body: Rectangle, _ layout: SpaceLayout
  ) {
    model.space.drag = nil
    if layout.field.contains(event.column, event.row) {
      model.space.drag = SpaceState.Drag(column: event.column, row: event.row)
      model.space.focus = .map
    } else if let row = layout.listRow(event.column, event.row), let chart = model.space.chart {
      let first = layout.firstListed(chosen: model.space.pairIndex ?? 0, of: chart.similarPairs.count)
      choosePair(first + row, on: &model, in: body)
    } else if model.space.focus == .map, let neighbours = model.space.neighbours,
      let index = NeighbourTiles(in: layout.detail.inset()).tiles
        .firstIndex(where: { $0.contains(event.column, event.row) }), neighbours.indices.contains(index)
    {
      model.space.chosen = neighbours[index].image
      if let point = model.space.chart?.point(neighbours[index].image) { choose(point, on: &model, in: body) }
    }
  }

  private static func pan(_ event: MouseEvent, on model: inout Model, in field: Rectangle) {
    guard var drag = model.space.drag, let chart = model.space.chart,
      (event.column, event.row) != (drag.column, drag.row)
    else { return }
    var window = MapPanel.window(model, chart, in: field)
    let projection = MapProjection(window, in: field)
    let before = projection.point(column: drag.column, row: drag.row)
    let after = projection.point(column: event.column, row: event.row)
    window.centre = FeatureSpace.Point(
      x: window.centre.x + before.x - after.x, y: window.centre.y + before.y - after.y)
    model.space.window = window
    drag = SpaceState.Drag(column: event.column, row: event.row, hasMoved: true)
    model.space.drag = drag
  }

  private static func click(_ event: MouseEvent, on model: inout Model, in body: Rectangle) {
    guard let chart = model.space.chart else { return }
    let field = SpaceLayout(model, body).field
    let projection = MapProjection(MapPanel.window(model, chart, in: field), in: field)
    let position = projection.point(column: event.column, row: event.row)
    if let point = chart.nearest(to: position, within: projection.cellHeight * reachRows) {
      choose(point, on: &model, in: body)
    }
  }

  private static func turn(_ event: MouseEvent, up: Bool, on model: inout Model, in body: Rectangle) {
    let layout = SpaceLayout(model, body)
    if layout.similarPairs.contains(event.column, event.row) {
      choosePair((model.space.pairIndex ?? 0) + (up ? -1 : 1), on: &model, in: body)
    } else if layout.field.contains(event.column, event.row), let chart = model.space.chart {
      let projection = MapProjection(MapPanel.window(model, chart, in: layout.field), in: layout.field)
      let position = projection.point(column: event.column, row: event.row)
      zoom(by: up ? 1.25 : 0.8, about: position, on: &model, in: layout.field)
    }
  }
}
