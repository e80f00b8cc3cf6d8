extension Canvas {
  /// Draws a rounded box with a title at the left and text at the right of its top border.
  ///
  /// Returns the area inside the border.
  @discardableResult
  package mutating func panel(
    _ area: Rectangle, title: [Span] = [], trailing: [Span] = [], border: Style
  ) -> Rectangle {
    guard area.width >= 2, area.height >= 2 else { return Rectangle(column: 0, row: 0, width: 0, height: 0) }
    let lines = charset.border
    let right = area.endColumn - 1
    let bottom = area.endRow - 1
    for column in area.column...right {
      self[column, area.row] = Cell(lines.horizontal, border)
      self[column, bottom] = Cell(lines.horizontal, border)
    }
    for row in area.row...bottom {
      self[area.column, row] = Cell(lines.vertical, border)
      self[right, row] = Cell(lines.vertical, border)
    }
    self[area.column, area.row] = Cell(lines.topLeft, border)
    self[right, area.row] = Cell(lines.topRight, border)
    self[area.column, bottom] = Cell(lines.bottomLeft, border)
    self[right, bottom] = Cell(lines.bottomRight, border)

    var end = area.column + 2
    if !title.isEmpty {
      end = write([Span(" ", border)] + title + [Span(" ", border)], column: end, row: area.row, limit: right - 1)
    }
    if !trailing.isEmpty {
      let columns = trailing.reduce(2) { $0 + charset.columns($1.text) }
      if right - 1 - columns >= end {
        write(
          [Span(" ", border)] + trailing + [Span(" ", border)], column: right - 1 - columns, row: area.row,
          limit: right)
      }
    }
    return area.inset()
  }
}
