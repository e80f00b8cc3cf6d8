import SiamCanvas

/// The rectangles of the panels of the Space screen, for drawing and for the mouse.
struct SpaceLayout: Equatable, Sendable {
  /// The panel of the map.
  let map: Rectangle
  /// The cells of the panel on which points are drawn.
  let field: Rectangle
  /// The rows below the points that explain the signs.
  let legend: Rectangle
  /// The chosen image with its neighbours, or a similar pair.
  let detail: Rectangle
  /// The list of similar pairs; empty if there is no room.
  let similarPairs: Rectangle

  /// Lays out a body with a legend of a number of letters, each in a number of columns.
  init(_ body: Rectangle, letters: Int = 0, columnsPerLetter: Int = 1) {
    var rest = body
    var right = rest.removeRight(min(84, max(24, body.width * 2 / 5)))
    map = rest
    var inside = rest.inset()
    let lettersPerRow = max(1, (inside.width - 2) / max(1, columnsPerLetter))
    let letterRows = (min(letters, ClassPalette.count) + lettersPerRow - 1) / lettersPerRow
    legend = inside.removeBottom(1 + min(letterRows, max(0, body.height / 6 - 1)))
    field = inside
    similarPairs = body.height >= 17 ? right.removeBottom(max(5, body.height / 4)) : Rectangle.none
    detail = right
  }

  /// The row of the list that contains a cell, from 0; nil outside the list.
  func listRow(_ column: Int, _ row: Int) -> Int? {
    let inside = similarPairs.inset()
    return inside.contains(column, row) ? row - inside.row : nil
  }

  /// The index of the first pair in view, such that the chosen one is in view too.
  func firstListed(chosen: Int, of count: Int) -> Int {
    let rows = similarPairs.inset().height
    return min(max(0, chosen - rows / 2), max(0, count - rows))
  }

  /// Lays out a body for a model.
  init(_ model: Model, _ body: Rectangle) {
    let legend = model.space.chart.map { MapLegend($0, highlighted: model.space.highlighted, theme: model.theme) }
    let maxLength = legend?.entries.map { model.charset.columns($0.name) }.max() ?? 0
    let columns = min(maxLength, MapKey.nameColumns) + MapKey.spareColumns
    self.init(body, letters: legend?.entries.count ?? 0, columnsPerLetter: columns)
  }
}

extension Rectangle {
  /// A rectangle without cells.
  static let none = Rectangle(column: 0, row: 0, width: 0, height: 0)
}
