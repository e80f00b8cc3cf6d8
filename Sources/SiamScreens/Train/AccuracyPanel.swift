import SiamCanvas
import SiamCore

/// Episode accuracy on validation classes over steps with its 95 % interval and the chance level, and the latest
/// values.
enum AccuracyPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    var summary: [Span] = []
    if area.width >= 44, let evaluation = model.accuracies.first?.latest {
      summary = [Span("\(NumberFormat.grouped(evaluation.episodes)) episodes", theme.dim)]
    }
    var inside = canvas.panel(
      area, title: [Span(title(model), theme.title)], trailing: summary, border: theme.faint)
    guard inside.height >= 2, inside.width >= 20 else { return }
    guard !model.accuracies.isEmpty else {
      drawPlaceholder(model, in: inside, on: &canvas)
      return
    }
    let list = inside.removeRight(min(canvas.charset == .ascii ? 26 : 25, inside.width - 12))
    drawChart(model, in: inside, on: &canvas)
    drawList(model, in: list, on: &canvas)
  }

  /// The title, which says so if the classes are those of training.
  private static func title(_ model: Model) -> String {
    model.started?.data.split?.isSameClasses == true ? "few-shot accuracy, same classes" : "few-shot accuracy"
  }

  private static func drawPlaceholder(_ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let text: String
    switch model.phase {
    case .evaluating: text = "evaluating on validation classes…"
    case .loading: text = model.loadingText
    case _ where model.started?.data.validation.classes == 0: text = "no validation set; evaluation is off"
    default:
      text =
        (model.recipe?.evaluation).map { plan in
          "first evaluation at step \(NumberFormat.grouped(plan.next(after: model.step)))"
        } ?? "no evaluation yet"
    }
    canvas.write([Span(text, model.theme.dim)], in: room, row: room.row + room.height / 2, align: .centre)
  }

  private static func drawChart(_ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let span = ChartSpan(model)
    var plot = Plot(
      on: &canvas, in: room, x: span.axis, y: Axis(0, 1), labels: theme.dim, axis: theme.faint, labelWidth: 3,
      labelsBelow: room.height >= 6
    ) { NumberFormat.fixed($0.value * 100, decimals: 0) }
    guard plot.dots.width > 0, plot.room.height > 0 else { return }
    let edges = span.edges(plot.dots.width)
    let shown = model.accuracies.prefix(3).enumerated().map { $0 }
    for (index, series) in shown.reversed() {
      let low = series.low.columns(between: edges).map { $0?.mean }
      let high = series.high.columns(between: edges).map { $0?.mean }
      plot.band(low, high, style: dimmed(theme.curve(index), theme))
    }
    for (index, series) in shown.reversed() {
      let chance = Double(series.latest.chance)
      plot.horizontal(chance, gap: 6, style: dimmed(theme.curve(index), theme))
    }
    for (index, series) in shown.reversed() {
      plot.curve(series.accuracy.columns(between: edges), style: theme.curve(index)) { $0.mean }
    }
    plot.paint(on: &canvas)
    for (index, series) in shown.reversed() {
      guard let latest = series.accuracy.latest, let row = plot.row(latest),
        let column = span.position(series.accuracy.lastPosition).flatMap(plot.column)
      else { continue }
      canvas[column, row] = Cell(mark(index, canvas.charset), theme.curve(index).bold)
    }
  }

  private static func dimmed(_ style: Style, _ theme: Theme) -> Style {
    guard case .rgb(let red, let green, let blue) = style.foreground else { return style.adding(.dim) }
    return Style(.rgb(red / 5 * 2 + 20, green / 5 * 2 + 20, blue / 5 * 2 + 20))
  }

  /// The character at the end of a curve and before its values.
  static func mark(_ index: Int, _ charset: Charset) -> Unicode.Scalar {
    let marks: [Unicode.Scalar] = charset == .ascii ? ["*", "o", "x"] : ["●", "◆", "■"]
    return marks[index % marks.count]
  }

  private static func drawList(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    var room = area
    _ = room.removeLeft(1)
    let count = model.accuracies.count
    let each = room.height / max(1, min(count, 3))
    let isRoomy = each >= 4
    for (index, series) in model.accuracies.prefix(3).enumerated() {
      guard room.height > 0 else { return }
      let latest = series.latest
      let style = theme.curve(index)
      let lines = isRoomy ? roomyLines(latest, theme: theme) : denseLines(latest, theme: theme)
      let head = [
        Span(String(mark(index, canvas.charset)), style.bold),
        Span(" \(latest.way)-way \(latest.shot)-shot", style),
      ]
      let accuracy = [
        Span(NumberFormat.percent(Double(latest.accuracy)), style.bold),
        Span("±\(NumberFormat.percent(Double(latest.interval95)))", theme.dim),
      ]
      let row = room.removeTop(1).row
      canvas.write(
        head, in: Rectangle(column: room.column, row: row, width: room.width, height: 1), row: row, align: .left)
      canvas.write(
        accuracy, in: Rectangle(column: room.column, row: row, width: room.width, height: 1), row: row, align: .right)
      for line in lines.prefix(max(0, each - 1)) {
        let row = room.removeTop(1).row
        let slot = Rectangle(column: room.column + 2, row: row, width: room.width - 2, height: 1)
        canvas.write([line.0], in: slot, row: row, align: .left)
        canvas.write([line.1], in: slot, row: row, align: .right)
      }
      if each >= 5 { _ = room.removeTop(1) }
    }
    guard !isRoomy, each >= 2, room.height > 0 else { return }
    let untrained = model.accuracies.prefix(3).map {
      NumberFormat.percent(Double($0.latest.untrainedAccuracy), decimals: 0)
    }
    canvas.write(
      "untrained " + untrained.joined(separator: ", "), column: room.column + 2, row: room.row, limit: room.endColumn,
      style: theme.dim)
  }

  private static func roomyLines(_ latest: EvaluationReport, theme: Theme) -> [(Span, Span)] {
    [
      (Span("untrained", theme.dim), Span(NumberFormat.percent(Double(latest.untrainedAccuracy)), theme.text)),
      (Span("raw pixels", theme.dim), Span(NumberFormat.percent(Double(latest.rawPixelAccuracy)), theme.text)),
      (Span("chance", theme.dim), Span(NumberFormat.percent(Double(latest.chance)), theme.text)),
    ]
  }

  private static func denseLines(_ latest: EvaluationReport, theme: Theme) -> [(Span, Span)] {
    let percent = { (value: Float) in NumberFormat.percent(Double(value), decimals: 0) }
    return [
      (
        Span(
          "chance \(percent(latest.chance)) pixels \(percent(latest.rawPixelAccuracy))", theme.dim),
        Span("", theme.dim)
      )
    ]
  }
}
