import SiamCanvas
import SiamCore

/// The triplets of the batch, one per row, with distances and loss on one scale. Large screens show the images of the
/// first ones.
enum TripletListPanel {
  static func draw(
    _ list: TripletList, _ model: Model, _ layout: TripletsLayout, on canvas: inout Canvas
  ) {
    let theme = model.theme
    canvas.panel(
      layout.list, title: title(list, model), trailing: summary(list, model, width: layout.list.width),
      border: theme.faint)
    guard !layout.rows.isEmpty else { return }
    guard let chosen = list.chosen(model) else {
      canvas.write(
        [Span(emptyNote(list, model), theme.dim)], in: layout.rows, row: layout.rows.row + layout.rows.height / 2,
        align: .centre)
      return
    }
    let columns = TripletColumns(width: layout.rows.width)
    drawHeader(columns, model, in: layout.header, on: &canvas)
    let scaleEnd = list.scaleEnd
    let top = layout.top(model.triplets.top, seeing: chosen, of: list.entries.count)
    for (index, room) in layout.slots(from: top, of: list.entries.count) {
      guard list.entries.indices.contains(index) else { continue }
      let row = TripletRow(
        entry: list.entries[index], isChosen: index == chosen, scaleEnd: scaleEnd, columns: columns)
      row.draw(model, in: room, on: &canvas)
    }
  }

  private static func title(_ list: TripletList, _ model: Model) -> [Span] {
    let theme = model.theme
    let head = model.objective == .triplet ? "triplets" : "triplets of the batch"
    var spans = [Span(head, theme.title)]
    if let kind = model.triplets.kind { spans.append(Span(" \(kind.sign) \(kind.word)", kind.style(theme))) }
    if !model.triplets.className.isEmpty {
      spans.append(Span(" “\(model.triplets.className.prefix(20))”", theme.accent))
    }
    return spans
  }

  private static func summary(_ list: TripletList, _ model: Model, width: Int) -> [Span] {
    let theme = model.theme
    guard let batch = list.batch else { return [] }
    let step = NumberFormat.grouped(batch.step)
    let count =
      width >= 72
      ? [Span("\(list.entries.count) of \(NumberFormat.grouped(batch.mined)) mined, ", theme.dim)]
      : []
    return count
      + (model.triplets.frozen == nil
        ? [Span("step \(step)", theme.dim)] : [Span("‖ frozen at step \(step)", theme.accent)])
  }

  private static func emptyNote(_ list: TripletList, _ model: Model) -> String {
    guard let batch = list.batch else {
      return model.started == nil ? model.loadingText : "waiting for the first step…"
    }
    if batch.triplets.isEmpty {
      return model.objective == .pair ? "this run trains on pairs" : "no triplets in this step"
    }
    if !model.triplets.className.isEmpty { return "no class matches; Esc shows all" }
    return model.triplets.kind.map { "no \($0.word) triplets; t shows other kinds" } ?? "no triplets"
  }

  private static func drawHeader(
    _ columns: TripletColumns, _ model: Model, in header: Rectangle, on canvas: inout Canvas
  ) {
    let theme = model.theme
    let order = model.triplets.order
    let write = { (field: RowField, spans: [Span], align: Alignment, canvas: inout Canvas) in
      canvas.write(spans, in: field.room(in: header), row: header.row, align: align)
    }
    let head = { (text: String, its: TripletsState.Order, style: Style) in
      order == its ? [Span("↓", theme.accent), Span(text, style.bold)] : [Span(text, style)]
    }
    if columns.kind.width > 0 { write(columns.kind, [Span("kind", theme.dim)], .left, &canvas) }
    write(columns.classes, head("anchor → negative", .className, theme.dim), .left, &canvas)
    if columns.bar.width >= 18 {
      let letter = MarginReach.letter(model.recipe)
      let equation = [Span("d⁺", theme.positive), Span(" over ", theme.dim), Span("d⁻", theme.negative)]
      let whole = [
        Span("d⁺", theme.positive), Span(" + ", theme.dim), Span(letter, theme.accent), Span(" = ", theme.dim),
        Span("d⁻", theme.negative), Span(" + ", theme.dim), Span("loss", theme.warning),
      ]
      write(
        columns.bar, model.objective == .triplet && TripletFormula(model.recipe).isSum ? whole : equation, .left,
        &canvas)
    }
    write(columns.positive, head("d⁺", .positive, theme.positive), .right, &canvas)
    write(columns.negative, head("d⁻", .negative, theme.negative), .right, &canvas)
    write(columns.loss, head("loss", .violation, theme.dim), .right, &canvas)
  }
}
