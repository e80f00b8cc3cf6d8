import SiamCanvas

/// Settings that were changed, as upright lines through a chart with a few characters at their head.
struct CurveNotesView {
  private let marks: [(column: Int, dot: Int, text: String)]
  private let room: Rectangle

  init(_ model: Model, _ span: ChartSpan, _ plot: Plot) {
    room = plot.room
    marks = model.changes.all.compactMap { note in
      guard let position = span.position(Double(note.step)), let dot = plot.dotColumn(position),
        let column = plot.column(position)
      else { return nil }
      return (column, dot, note.text)
    }
  }

  /// Below the curves.
  func drawLines(on plot: inout Plot, style: Style) {
    for mark in marks {
      let x = Double(mark.dot)
      plot.dots.line(from: (x: x, y: 0), to: (x: x, y: Double(plot.dots.height - 1)), gap: 4, style: style)
    }
  }

  /// Over them, in the top rows; the newest has precedence where they crowd.
  func drawLabels(on canvas: inout Canvas, style: Style) {
    guard room.height >= 4 else { return }
    var free = room.endColumn
    for mark in marks.reversed() {
      let width = canvas.charset.columns(mark.text)
      let start = min(mark.column + 1, room.endColumn - width)
      guard start > room.column, start + width <= free else { continue }
      canvas.write(mark.text, column: start, row: room.row, limit: room.endColumn, style: style)
      free = start - 1
    }
  }
}
