import SiamCanvas

/// Draws changes of settings as vertical lines through a chart, each with a short label at its top.
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

  /// Draws the lines; call before drawing the curves.
  func drawLines(on plot: inout Plot, style: Style) {
    for mark in marks {
      let x = Double(mark.dot)
      plot.dots.line(from: (x: x, y: 0), to: (x: x, y: Double(plot.dots.height - 1)), gap: 4, style: style)
    }
  }

  /// Draws the labels over the curves; where they overlap, only the newest is drawn.
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

/// The changes of settings during a run, for marks on its curves.
struct CurveNotes: Equatable, Sendable {
  /// The maximum number of changes; the oldest are dropped.
  static let capacity = 64

  /// A change of a setting.
  struct Note: Equatable, Sendable {
    /// The number of completed steps when it took effect.
    var step: Int
    /// The new value as a short label, such as `α 0.30`.
    var text: String
  }

  private(set) var all: [Note] = []

  /// Adds a change; a second change of the same setting at the same step replaces the first.
  mutating func add(_ text: String, step: Int) {
    let head = text.prefix { $0 != " " }
    if let last = all.last, last.step == step, last.text.prefix(while: { $0 != " " }) == head { all.removeLast() }
    all.append(Note(step: step, text: String(text.prefix(24))))
    if all.count > CurveNotes.capacity { all.removeFirst() }
  }
}
