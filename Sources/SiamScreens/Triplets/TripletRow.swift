import SiamCanvas
import SiamCore

/// A triplet in the list: one row of text, or a card with its images.
struct TripletRow {
  let entry: TripletList.Entry
  let isChosen: Bool
  /// The value at the right end of all bars.
  let scaleEnd: Double
  let columns: TripletColumns

  func draw(_ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    guard !room.isEmpty else { return }
    if room.height == 1 { drawLine(model, in: room, on: &canvas) } else { drawCard(model, in: room, on: &canvas) }
  }

  private var bar: TripletBar {
    TripletBar(
      positive: Double(entry.report.positiveDistance), negative: Double(entry.report.negativeDistance),
      reach: max(0, entry.reach ?? 0), scaleEnd: scaleEnd)
  }

  /// The names of both classes. If they don't fit, each is cut to the room the other leaves, but at least half.
  private func classes(_ theme: Theme, _ charset: Charset, width: Int) -> [Span] {
    // Shortens the names of rotated classes, so that the few columns go to the class itself.
    let short = { (name: String) in name.replacing(" turned by ", with: " ") }
    let (anchor, negative) = (short(entry.triplet.anchorClass), short(entry.triplet.negativeClass))
    let room = max(2, width - 3)
    let style = isChosen ? theme.title : theme.text
    let name = { (text: String, beside: String) in
      text.isEmpty ? "…" : ClassName.fitted(text, to: max(room / 2, room - charset.columns(beside)), charset)
    }
    return [Span(name(anchor, negative), style), Span(" → ", theme.dim), Span(name(negative, anchor), style)]
  }

  private func drawLine(_ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let style = entry.kind.style(theme)
    let field = { (field: RowField) in field.room(in: room) }
    let sign = isChosen ? Span("▸", theme.accent.bold) : Span(entry.kind.sign, style)
    canvas.write([sign], column: room.column, row: room.row, limit: room.endColumn)
    if columns.kind.width > 0 {
      let kind = Span(entry.kind.word, isChosen ? style.bold : style)
      canvas.write([kind], in: field(columns.kind), row: room.row, align: .left)
    }
    canvas.write(
      classes(theme, canvas.charset, width: columns.classes.width), in: field(columns.classes), row: room.row,
      align: .left)
    bar.draw(in: field(columns.bar), theme: theme, on: &canvas)
    let numbers = [
      (columns.positive, entry.report.positiveDistance, theme.positive),
      (columns.negative, entry.report.negativeDistance, theme.negative),
      (columns.loss, entry.report.loss, entry.report.loss > 0 ? theme.text : theme.dim),
    ]
    for (column, value, style) in numbers where column.width > 0 {
      let text = NumberFormat.fixed(Double(value), decimals: 3)
      canvas.write([Span(text, isChosen ? style.bold : style)], in: field(column), row: room.row, align: .right)
    }
  }

  private func drawCard(_ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    var rest = room
    _ = rest.removeBottom(1)
    let mark = rest.removeLeft(2)
    let sign = isChosen ? Span("▸", theme.accent.bold) : Span(entry.kind.sign, entry.kind.style(theme))
    canvas.write([sign], column: mark.column, row: mark.row, limit: mark.endColumn)
    TripletImages.drawRow(
      entry.report, model, in: rest.removeLeft(TripletImages.width(rows: rest.height)), on: &canvas)
    _ = rest.removeLeft(1)
    canvas.write(classes(theme, canvas.charset, width: rest.width), in: rest, row: rest.row, align: .left)
    canvas.write(
      [Span("\(entry.kind.sign) \(entry.kind.word)", entry.kind.style(theme))], in: rest, row: rest.row + 1,
      align: .left)
    let numbers: [(String, Float, Style)] = [
      ("d⁺", entry.report.positiveDistance, theme.positive), ("d⁻", entry.report.negativeDistance, theme.negative),
      ("loss", entry.report.loss, entry.report.loss > 0 ? theme.warning : theme.good),
    ]
    let spans = numbers.flatMap { name, value, style in
      [Span("\(name) ", style), Span(NumberFormat.fixed(Double(value), decimals: 3) + "   ", style.bold)]
    }
    canvas.write(spans, in: rest, row: rest.row + 3, align: .left)
    let line = Rectangle(column: rest.column, row: rest.row + 5, width: rest.width - 1, height: 1)
    bar.draw(in: line, theme: theme, on: &canvas)
  }
}
