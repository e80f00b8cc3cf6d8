import SiamCanvas
import SiamCore

/// The list of runs, one in each row: the letter of its curve, its name, its state and its results.
enum RunsListPanel {
  static func draw(_ list: RunsList, _ model: Model, _ layout: RunsLayout, on canvas: inout Canvas) {
    let theme = model.theme
    canvas.panel(layout.list, title: title(model), trailing: totals(list, model), border: theme.faint)
    guard !layout.rows.isEmpty else { return }
    guard let chosen = list.chosen, let listing = model.runs.listing else {
      canvas.write(
        [placeholder(model)], in: layout.rows, row: layout.rows.row + layout.rows.height / 2, align: .centre)
      return
    }
    let columns = list.columns(width: layout.rows.width)
    drawHeader(columns, model, in: layout.header, on: &canvas)
    let top = layout.top(model.runs.top, seeing: chosen, of: list.runs.count)
    for (offset, index) in (top..<min(list.runs.count, top + layout.pageSize)).enumerated() {
      let room = Rectangle(
        column: layout.rows.column, row: layout.rows.row + offset, width: layout.rows.width, height: 1)
      let run = list.runs[index]
      drawLead(run, list, isChosen: index == chosen, model, in: room, on: &canvas)
      drawFields(run, listing, columns, isChosen: index == chosen, model, in: room, on: &canvas)
    }
  }

  private static func title(_ model: Model) -> [Span] {
    let folder = model.runs.listing.map { " in \($0.folder)" } ?? ""
    return [Span("runs", model.theme.title), Span(folder, model.theme.dim)]
  }

  private static func totals(_ list: RunsList, _ model: Model) -> [Span] {
    guard model.runs.listing != nil else { return [] }
    let bytes = list.runs.reduce(0) { $0.addingReportingOverflow(max(0, $1.size.bytes)).partialValue }
    let count = list.runs.count { $0.state != nil }
    return [
      Span(
        "\(NumberFormat.grouped(count)) \(count == 1 ? "run" : "runs"), \(NumberFormat.bytes(bytes))", model.theme.dim)
    ]
  }

  private static func placeholder(_ model: Model) -> Span {
    if let reason = model.queryTracker.refusals[.runs] { return Span(reason, model.theme.warning) }
    let text =
      model.runs.listing.map { "no runs in \($0.folder) yet; start one with siam train" } ?? "reading runs…"
    return Span(text, model.theme.dim)
  }

  private static func drawHeader(
    _ columns: RunsColumns, _ model: Model, in header: Rectangle, on canvas: inout Canvas
  ) {
    let theme = model.theme
    let write = { (field: RowField, text: String, orders: [RunsState.Order], align: Alignment, c: inout Canvas) in
      guard field.width > 0 else { return }
      let isSorted = orders.contains(model.runs.order)
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

  /// Draws the marks of the selected and of marked runs, and the letter of the curve.
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
    let (metrics, isRun) = (run.metrics, run.state != nil)
    let plain = isRun ? theme.text : theme.dim
    let left = { (field: RowField, span: Span, canvas: inout Canvas) in
      // A space before the next field.
      let text = RowField(start: field.start, width: max(0, field.width - 1))
      canvas.write([span], in: text.room(in: room), row: room.row, align: .left)
    }
    let right = { (field: RowField, text: String, style: Style, canvas: inout Canvas) in
      canvas.write([Span(text, style)], in: field.room(in: room), row: room.row, align: .right)
    }
    let isShown = listing.shown.contains(run.path)
    let name = ClassName.cut(run.name, to: columns.name.width - 1, canvas.charset)
    left(columns.name, Span(name, isChosen ? plain.bold : isShown ? theme.good : plain), &canvas)
    left(columns.state, RunLabels.state(run.state, theme), &canvas)
    right(columns.steps, metrics.steps.map { NumberFormat.grouped($0) } ?? NumberFormat.missing, plain, &canvas)
    right(
      columns.accuracy, metrics.best.map { NumberFormat.percent(Double($0.accuracy)) } ?? NumberFormat.missing,
      isRun ? theme.good : theme.dim, &canvas)
    right(
      columns.loss, metrics.loss.map { NumberFormat.fixed(Double($0), decimals: 4) } ?? NumberFormat.missing, plain,
      &canvas)
    right(columns.size, NumberFormat.bytes(max(0, run.size.bytes)), theme.dim, &canvas)
    right(columns.age, RunLabels.age(from: run.written, to: listing.moment), theme.dim, &canvas)
  }
}
