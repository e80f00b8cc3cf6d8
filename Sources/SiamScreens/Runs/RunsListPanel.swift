import SiamCanvas
import SiamMessages

/// The runs, one a row: whether its curve is shown, its name, what became of it and its figures.
enum RunsListPanel {
  static func draw(_ list: RunsList, _ model: Model, _ layout: RunsLayout, on canvas: inout Canvas) {
    let theme = model.theme
    canvas.panel(layout.list, title: title(model), figures: figures(list, model), border: theme.faint)
    guard !layout.rows.isEmpty else { return }
    guard let chosen = list.chosen, let listing = model.runs.listing else {
      canvas.write(
        [emptiness(model)], in: layout.rows, row: layout.rows.row + layout.rows.height / 2, align: .centre)
      return
    }
    let columns = list.columns(width: layout.rows.width)
    drawHeader(columns, model, in: layout.header, on: &canvas)
    let top = layout.top(model.runs.top, seeing: chosen, of: list.runs.count)
    for (offset, place) in (top..<min(list.runs.count, top + layout.pageSize)).enumerated() {
      let room = Rectangle(
        column: layout.rows.column, row: layout.rows.row + offset, width: layout.rows.width, height: 1)
      let run = list.runs[place]
      drawLead(run, list, isChosen: place == chosen, model, in: room, on: &canvas)
      drawFields(run, listing, columns, isChosen: place == chosen, model, in: room, on: &canvas)
    }
  }

  private static func title(_ model: Model) -> [Span] {
    let words = model.runs.listing.map { " in \($0.folder)" } ?? ""
    return [Span("runs", model.theme.title), Span(words, model.theme.dim)]
  }

  private static func figures(_ list: RunsList, _ model: Model) -> [Span] {
    guard model.runs.listing != nil else { return [] }
    let bytes = list.runs.reduce(0) { $0.addingReportingOverflow(max(0, $1.size.bytes)).partialValue }
    let count = list.runs.count { $0.state != nil }
    return [Span("\(Figures.grouped(count)) \(count == 1 ? "run" : "runs"), \(Figures.bytes(bytes))", model.theme.dim)]
  }

  private static func emptiness(_ model: Model) -> Span {
    if let reason = model.inquiries.refusals[.runs] { return Span(reason, model.theme.warning) }
    let text =
      model.runs.listing.map { "no run is kept in \($0.folder) yet; siam train makes one" } ?? "looking for runs…"
    return Span(text, model.theme.dim)
  }

  private static func drawHeader(
    _ columns: RunsColumns, _ model: Model, in header: Rectangle, on canvas: inout Canvas
  ) {
    let theme = model.theme
    let write = { (field: RowField, text: String, its: [RunsState.Order], align: Alignment, c: inout Canvas) in
      guard field.width > 0 else { return }
      let isSorted = its.contains(model.runs.order)
      let spans = isSorted ? [Span("↓", theme.accent), Span(text, theme.text.bold)] : [Span(text, theme.dim)]
      c.write(spans, in: field.room(in: header), row: header.row, align: align)
    }
    write(columns.name, "run", [.name], .left, &canvas)
    write(columns.state, "state", [], .left, &canvas)
    write(columns.steps, "steps", [], .right, &canvas)
    write(columns.accuracy, "best", [.accuracy], .right, &canvas)
    write(columns.loss, "loss", [.loss], .right, &canvas)
    write(columns.size, "size", [.size], .right, &canvas)
    write(columns.age, "ago", [.newest], .right, &canvas)
  }

  /// A sign for the chosen one, one for a marked one, and the letter of its curve.
  private static func drawLead(
    _ run: RunSummary, _ list: RunsList, isChosen: Bool, _ model: Model, in room: Rectangle, on canvas: inout Canvas
  ) {
    let theme = model.theme
    if isChosen { canvas.write([Span("▸", theme.accent.bold)], column: room.column, row: room.row) }
    if model.runs.marked.contains(run.path) {
      canvas.write([Span("×", theme.accent)], column: room.column + 1, row: room.row)
    }
    if let number = list.number(of: run) {
      canvas[room.column + 2, room.row] = RunsCurvesPanel.letter(number, isChosen: isChosen, theme)
    }
  }

  private static func drawFields(
    _ run: RunSummary, _ listing: RunsListing, _ columns: RunsColumns, isChosen: Bool, _ model: Model,
    in room: Rectangle, on canvas: inout Canvas
  ) {
    let theme = model.theme
    let (figures, isRun) = (run.figures, run.state != nil)
    let plain = isRun ? theme.text : theme.dim
    let left = { (field: RowField, span: Span, canvas: inout Canvas) in
      // A blank before the next field.
      let words = RowField(start: field.start, width: max(0, field.width - 1))
      canvas.write([span], in: words.room(in: room), row: room.row, align: .left)
    }
    let right = { (field: RowField, text: String, style: Style, canvas: inout Canvas) in
      canvas.write([Span(text, style)], in: field.room(in: room), row: room.row, align: .right)
    }
    let isShown = listing.shown.contains(run.path)
    let name = ClassName.cut(run.name, to: columns.name.width - 1, canvas.charset)
    left(columns.name, Span(name, isChosen ? plain.bold : isShown ? theme.good : plain), &canvas)
    left(columns.state, RunWords.state(run.state, theme), &canvas)
    right(columns.steps, figures.steps.map { Figures.grouped($0) } ?? Figures.missing, plain, &canvas)
    right(
      columns.accuracy, figures.best.map { Figures.percent(Double($0.accuracy)) } ?? Figures.missing,
      isRun ? theme.good : theme.dim, &canvas)
    right(columns.loss, figures.loss.map { Figures.fixed(Double($0), decimals: 4) } ?? Figures.missing, plain, &canvas)
    right(columns.size, Figures.bytes(max(0, run.size.bytes)), theme.dim, &canvas)
    right(columns.age, RunWords.age(from: run.written, to: listing.moment), theme.dim, &canvas)
  }
}
