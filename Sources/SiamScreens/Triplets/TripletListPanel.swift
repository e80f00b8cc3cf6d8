import SiamCanvas
import SiamMessages

/// The batch's triplets, one a row with its distances and loss in one scale; on large screens the first with pictures.
enum TripletListPanel {
  static func draw(
    _ list: TripletList, _ model: Model, _ layout: TripletsLayout, on canvas: inout Canvas
  ) {
    let theme = model.theme
    canvas.panel(
      layout.list, title: title(list, model), figures: figures(list, model, width: layout.list.width),
      border: theme.faint)
    guard !layout.rows.isEmpty else { return }
    guard let chosen = list.chosen(model) else {
      canvas.write(
        [Span(emptiness(list, model), theme.dim)], in: layout.rows, row: layout.rows.row + layout.rows.height / 2,
        align: .centre)
      return
    }
    let columns = TripletColumns(width: layout.rows.width)
    drawHeader(columns, model, in: layout.header, on: &canvas)
    let scaleEnd = list.scaleEnd
    let top = layout.top(model.triplets.top, seeing: chosen, of: list.entries.count)
    for (place, room) in layout.slots(from: top, of: list.entries.count) {
      guard list.entries.indices.contains(place) else { continue }
      let row = TripletRow(
        entry: list.entries[place], isChosen: place == chosen, scaleEnd: scaleEnd, columns: columns)
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

  private static func figures(_ list: TripletList, _ model: Model, width: Int) -> [Span] {
    let theme = model.theme
    guard let batch = list.batch else { return [] }
    let step = Figures.grouped(batch.step)
    let count =
      width >= 72
      ? [Span("\(list.entries.count) of \(Figures.grouped(batch.mined)) mined, ", theme.dim)]
      : []
    return count
      + (model.triplets.held == nil
        ? [Span("step \(step)", theme.dim)] : [Span("‖ frozen at step \(step)", theme.accent)])
  }

  private static func emptiness(_ list: TripletList, _ model: Model) -> String {
    guard let batch = list.batch else {
      return model.started == nil ? model.awaited : "waiting for the first step…"
    }
    if batch.triplets.isEmpty {
      return model.objective == .pair ? "this run trains on pairs" : "this step told of no triplets"
    }
    if !model.triplets.className.isEmpty { return "no class matches; Esc shows all" }
    return model.triplets.kind.map { "none is \($0.word); t shows others" } ?? "none"
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
      write(columns.bar, model.objective == .triplet ? whole : equation, .left, &canvas)
    }
    write(columns.positive, head("d⁺", .positive, theme.positive), .right, &canvas)
    write(columns.negative, head("d⁻", .negative, theme.negative), .right, &canvas)
    write(columns.loss, head("loss", .violation, theme.dim), .right, &canvas)
  }
}
