import SiamCanvas
import SiamCore

/// How well distance separates same-class from different-class pairs over the run: 1 − AUC and the equal error rate,
/// lower is better. Diamonds are the equal error rate on validation pairs.
enum SeparationPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let isRoomy = area.height >= 6
    let head = area.width >= 56 ? "same vs. different pairs" : "same vs. different"
    let inside = canvas.panel(
      area, title: [Span(head, theme.title)], trailing: isRoomy ? summary(model) : [], border: theme.faint)
    guard inside.height >= 2, inside.width >= 16 else { return }
    guard model.margins.auc.latest != nil else {
      ChartTitle.note(model, in: inside, on: &canvas)
      return
    }
    if isRoomy { drawChart(model, in: inside, on: &canvas) } else { drawRows(model, in: inside, on: &canvas) }
  }

  private static func auc(_ model: Model) -> String {
    model.margins.auc.smooth.map { NumberFormat.fixed($0, decimals: 3) } ?? NumberFormat.missing
  }

  private static func equalErrorRate(_ model: Model) -> String {
    model.margins.equalErrorRate.smooth.map { NumberFormat.percent($0) + " %" } ?? NumberFormat.missing
  }

  private static func summary(_ model: Model) -> [Span] {
    let theme = model.theme
    guard model.margins.auc.latest != nil else { return [] }
    var spans: [Span] = []
    if let validation = model.curves.validationEER.latest {
      spans = [Span("◆ validation \(NumberFormat.percent(validation)) %  ", theme.validation)]
    }
    return spans + [
      Span("AUC ", theme.curve(0)), Span(auc(model), theme.curve(0).bold), Span("  EER ", theme.curve(1)),
      Span(equalErrorRate(model), theme.curve(1).bold),
    ]
  }

  private static func drawRows(_ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let rows: [(name: String, value: String, history: History, style: Style)] = [
      ("AUC", auc(model), model.margins.auc, theme.curve(0)),
      ("EER", equalErrorRate(model), model.margins.equalErrorRate, theme.curve(1)),
    ]
    for (offset, row) in rows.enumerated() {
      let line = room.row + offset
      canvas.write(
        [Span(row.name + " ", row.style), Span(NumberFormat.padded(row.value, 6), theme.text.bold)],
        column: room.column,
        row: line, limit: room.endColumn)
      let curve = Rectangle(column: room.column + 12, row: line, width: room.width - 13, height: 1)
      Sparkline.draw(row.history, in: curve, style: row.style, on: &canvas)
    }
  }

  private static func drawChart(_ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let span = ChartSpan(model)
    let wide = span.edges(room.width * 2)
    let curves = [("1 − AUC", model.margins.aucError), ("EER", model.margins.equalErrorRate)]
    let shown = curves.map(\.1) + [model.curves.validationEER]
    let values = shown.flatMap { $0.columns(between: wide) }.compactMap { $0?.smooth }.filter { $0 > 0 }
    let top = values.max() ?? 0.5
    let y =
      model.view.isLogarithmic
      ? Axis(logarithmic: max((values.min() ?? 0.01) * 0.8, 1e-5), max(top, 0.01))
      : Axis(0, [0.02, 0.05, 0.1, 0.2, 0.3, 0.5].first { $0 >= top } ?? 1)
    var plot = Plot(
      on: &canvas, in: room, x: span.axis, y: y, labels: theme.dim, axis: theme.faint, labelWidth: 4,
      labelsBelow: room.height >= 6
    ) {
      NumberFormat.fixed($0.value * 100, decimals: $0.value < 1e-9 || $0.value >= 0.01 ? 0 : $0.value < 0.001 ? 2 : 1)
    }
    guard !plot.room.isEmpty else { return }
    let edges = span.edges(plot.dots.width)
    for (index, curve) in curves.enumerated() {
      plot.curve(curve.1.columns(between: edges), gap: index == 0 ? 4 : 0, style: theme.curve(index)) {
        model.view.isSmoothed ? $0.smooth : $0.mean
      }
    }
    let validation = model.curves.validationEER.columns(between: edges)
    plot.curve(validation, style: theme.validation) { $0.mean }
    plot.paint(on: &canvas)
    ValidationMarks.draw(validation, plot, theme, on: &canvas)
    var usedRows: Set<Int> = []
    for (index, curve) in curves.enumerated() {
      guard let value = curve.1.smooth, var row = plot.row(value),
        let column = span.position(curve.1.lastPosition).flatMap(plot.column)
      else { continue }
      if usedRows.contains(row) { row = max(plot.room.row, row - 1) }
      usedRows.insert(row)
      let start = min(column + 2, plot.room.endColumn - canvas.charset.columns(curve.0))
      canvas.write(curve.0, column: start, row: row, limit: plot.room.endColumn, style: theme.curve(index).bold)
    }
    guard room.height >= 6 else { return }
    canvas.write([Span("%", theme.dim)], column: room.column, row: room.endRow - 1, limit: room.column + 4)
  }
}
