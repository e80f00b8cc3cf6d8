/// A piece of text in one style.
package struct Span: Hashable, Sendable {
  /// The text.
  package var text: String
  /// The style of the text.
  package var style: Style

  /// Creates a span; the terminal's default style if omitted.
  package init(_ text: String, _ style: Style = Style()) {
    self.text = text
    self.style = style
  }
}

/// The horizontal alignment of text in an area.
package enum Alignment: Sendable {
  /// At the left.
  case left
  /// In the middle.
  case centre
  /// At the right.
  case right
}

extension Canvas {
  /// Writes text from a column on and returns the column after it; text beyond `limit` is cut with an ellipsis.
  @discardableResult
  package mutating func write(
    _ text: String, column: Int, row: Int, limit: Int = .max, style: Style = Style()
  ) -> Int {
    write([Span(text, style)], column: column, row: row, limit: limit)
  }

  /// Writes spans one after the other and returns the column after them.
  @discardableResult
  package mutating func write(_ spans: [Span], column: Int, row: Int, limit: Int = .max) -> Int {
    let end = min(limit, width)
    guard row >= 0, row < height, column < end else { return column }
    let cells = spans.flatMap { span in charset.scalars(span.text).map { Cell($0, span.style) } }
    var position = column
    for cell in end > max(column, 0) ? cut(cells, to: end - column) : cells {
      self[position, row] = cell
      // Of a wide character that begins left of the canvas, the second half is blank.
      if position == -1, cell.scalar.columns == 2 { self[0, row] = cell.with(" ") }
      position += cell.scalar.columns
    }
    return position
  }

  /// Cuts characters to a number of columns, with an ellipsis unless there are very few.
  private func cut(_ cells: [Cell], to columns: Int) -> [Cell] {
    guard cells.reduce(0, { $0 + $1.scalar.columns }) > columns else { return cells }
    let dots: [Unicode.Scalar] = charset == .ascii ? [".", "."] : ["…"]
    let hasDots = columns > dots.count + 1
    var room = hasDots ? columns - dots.count : columns
    let shown = cells.prefix { cell in
      room -= cell.scalar.columns
      return room >= 0
    }
    guard hasDots else { return Array(shown) }
    let rest = cells[shown.count...]
    return shown + dots.enumerated().map { rest[min(shown.count + $0.offset, cells.count - 1)].with($0.element) }
  }

  /// Writes spans into a row of an area, aligned and cut to its columns.
  package mutating func write(_ spans: [Span], in room: Rectangle, row: Int, align: Alignment) {
    guard row >= room.row, row < room.endRow else { return }
    let columns = min(spans.reduce(0) { $0 + charset.columns($1.text) }, room.width)
    let column =
      switch align {
      case .left: room.column
      case .centre: room.column + (room.width - columns) / 2
      case .right: room.endColumn - columns
      }
    write(spans, column: column, row: row, limit: room.endColumn)
  }

  /// Fills a rectangle with one cell.
  package mutating func fill(_ area: Rectangle, with cell: Cell = Cell()) {
    guard !area.isEmpty else { return }
    let rows = max(0, area.row)..<max(0, min(height, area.endRow), max(0, area.row))
    let columns = max(0, area.column)..<max(0, min(width, area.endColumn), max(0, area.column))
    for row in rows {
      for column in columns { self[column, row] = cell }
    }
  }
}

extension String {
  /// Wraps the text at spaces into lines of at most `columns` columns; longer words are cut, or overflow alone.
  package func wrapped(to columns: Int, breakingWords: Bool = true) -> [String] {
    guard columns > 0 else { return [] }
    let charset = Charset.braille
    var lines: [String] = []
    var (line, width) = ("", 0)
    for item in split(separator: " ") {
      let item = breakingWords ? charset.prefix(String(item), columns: columns) : String(item)
      let itemWidth = charset.columns(item)
      if !line.isEmpty, width + 1 + itemWidth > columns {
        lines.append(line)
        (line, width) = ("", 0)
      }
      (line, width) = line.isEmpty ? (item, itemWidth) : ("\(line) \(item)", width + 1 + itemWidth)
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}
