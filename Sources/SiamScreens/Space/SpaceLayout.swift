import SiamCanvas

/// Where the parts of the Space screen go in its body; for drawing and for the mouse.
struct SpaceLayout: Equatable, Sendable {
  /// The whole panel of the map.
  let map: Rectangle
  /// The points' own cells within it.
  let field: Rectangle
  /// The rows below the points that say what signs mean.
  let legend: Rectangle
  /// The chosen image and its neighbours, or a pair of look-alikes.
  let detail: Rectangle
  /// The list of look-alikes; empty where there is no room.
  let lookAlikes: Rectangle

  /// The layout of a body below whose map a number of letters is explained, in some columns each.
  init(_ body: Rectangle, letters: Int = 0, columnsPerLetter: Int = 1) {
    var rest = body
    var right = rest.takeRight(min(84, max(24, body.width * 2 / 5)))
    map = rest
    var inside = rest.inset()
    let lettersInARow = max(1, (inside.width - 2) / max(1, columnsPerLetter))
    let rowsOfLetters = (min(letters, ClassPalette.count) + lettersInARow - 1) / lettersInARow
    legend = inside.takeBottom(1 + min(rowsOfLetters, max(0, body.height / 6 - 1)))
    field = inside
    lookAlikes = body.height >= 17 ? right.takeBottom(max(5, body.height / 4)) : Rectangle.none
    detail = right
  }

  /// The row of the list that a cell belongs to, from 0.
  func listRow(_ column: Int, _ row: Int) -> Int? {
    let inside = lookAlikes.inset()
    return inside.contains(column, row) ? row - inside.row : nil
  }

  /// The first of the list's pairs that is seen, so that a chosen one is.
  func firstListed(chosen: Int, of count: Int) -> Int {
    let rows = lookAlikes.inset().height
    return min(max(0, chosen - rows / 2), max(0, count - rows))
  }
}

extension SpaceLayout {
  /// The layout of a state.
  init(_ model: Model, _ body: Rectangle) {
    let legend = model.space.chart.map { MapLegend($0, highlighted: model.space.highlighted, theme: model.theme) }
    let longest = legend?.entries.map { model.charset.columns($0.name) }.max() ?? 0
    let columns = min(longest, MapKey.nameColumns) + MapKey.spareColumns
    self.init(body, letters: legend?.entries.count ?? 0, columnsPerLetter: columns)
  }
}

extension Rectangle {
  /// No cells at all.
  static let none = Rectangle(column: 0, row: 0, width: 0, height: 0)
}
