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
    var cells = spans.flatMap { span in charset.scalars(span.text).map { Cell($0, span.style) } }
    let room = end - max(column, 0)
    if cells.count > end - column, room > 0 {
      cells = Array(cells.prefix(end - column))
      let dots: [Unicode.Scalar] = charset == .ascii ? [".", "."] : ["…"]
      if cells.count > dots.count + 1 {
        for (offset, dot) in dots.enumerated() { cells[cells.count - dots.count + offset].scalar = dot }
      }
    }
    var position = column
    for cell in cells {
      self[position, row] = cell
      position += 1
    }
    return position
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
  /// Wraps the text at spaces into lines of at most `columns` characters; longer words are cut, or overflow alone.
  package func wrapped(to columns: Int, breakingWords: Bool = true) -> [String] {
    guard columns > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > columns {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(breakingWords ? word.prefix(columns) : word) : " \(word)"
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}
