import SiamCanvas
import SiamMessages

/// The query, large; while drawing, the picture as the network sees it.
enum QueryPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    let theme = model.theme
    let queries = model.supportQueries
    let query = model.supportQuery
    let hasFocus = model.support.focus == .queries && !model.support.isDrawing
    let room = canvas.panel(
      area, title: [Span(title(model, queries, query), theme.title)], border: hasFocus ? theme.accent : theme.faint
    ).inset(columns: 1, rows: 0)
    guard !room.isEmpty else { return }
    guard let query else {
      let words = model.support.isDrawing ? "draw in the pad" : ""
      canvas.write([Span(words, theme.dim)], in: room, row: room.row + room.height / 2, align: .centre)
      return
    }
    if model.support.isDrawing {
      drawSeen(query, model, in: room, on: &canvas)
    } else {
      SourceView.draw(query.source, model, in: room, on: &canvas)
    }
  }

  private static func title(_ model: Model, _ queries: [SupportQuery], _ query: SupportQuery?) -> String {
    if model.support.isDrawing { return "as the network sees it" }
    guard let query, let place = queries.firstIndex(of: query) else { return "query" }
    return switch query.name {
    case .episode: "query \(place + 1) of \(queries.count)"
    case .file: query.label
    case .drawn: "drawn query"
    }
  }

  /// The picture and, at its side, what was done to the strokes.
  private static func drawSeen(_ query: SupportQuery, _ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    var words = room
    let side = min(28, room.width, 2 * room.height)
    let slot = words.takeLeft(side)
    SourceView.draw(query.source, model, in: slot, on: &canvas)
    _ = words.takeLeft(2)
    guard words.width >= 12, let ink = model.unseen?.ink else { return }
    let text =
      "\(ink.width) × \(ink.height) pixels, strokes "
      + Figures.fixed(Double(ink.strokeWidth) * model.support.drawing.weight, decimals: 1)
      + (ink.isCentred ? " wide, centred and sized as the data is" : " wide, where they were drawn, as the data has it")
    let lines = text.wrapped(to: words.width)
    for (offset, line) in lines.prefix(words.height).enumerated() {
      canvas.write([Span(line, theme.dim)], column: words.column, row: words.row + offset, limit: words.endColumn)
    }
  }
}
