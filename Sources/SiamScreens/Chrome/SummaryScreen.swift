import SiamCanvas
import SiamCore

/// What a small terminal shows: one column of metrics, or two rows of them, or the size that is needed.
enum SummaryScreen {
  /// Draws one column of metrics, from 40 × 8 cells.
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    for (offset, line) in lines(model).prefix(area.height).enumerated() {
      canvas.write(
        [Span(" \(line.label)", model.theme.dim)], column: area.column, row: area.row + offset, limit: area.endColumn)
      canvas.write(line.value, column: area.column + 11, row: area.row + offset, limit: area.endColumn)
    }
  }

  private static func lines(_ model: Model) -> [(label: String, value: [Span])] {
    let theme = model.theme
    let latest = model.latest
    let number = { (value: Float?) in value.map { NumberFormat.fixed(Double($0), decimals: 3) } ?? NumberFormat.missing
    }
    var lines: [(label: String, value: [Span])] = []
    switch model.phase {
    case .failed(let text): lines.append(("failed", [Span(text, theme.warning.bold)]))
    default:
      if let collapse = model.collapse, !model.isOver {
        lines.append(("collapse", [Span(collapse.remedy, theme.warning.bold)]))
      }
    }
    let left = ProgressRow.secondsLeft(model)
    lines.append(("step", Array(ProgressRow.steps(model).dropFirst())))
    lines.append(
      (
        "loss",
        [Span(model.curves.loss.smooth.map { NumberFormat.significant($0) } ?? NumberFormat.missing, theme.text.bold)]
      ))
    if let evaluation = Banner.hardest(model) {
      lines.append(
        (
          "\(evaluation.way)-way",
          [
            Span("\(NumberFormat.percent(Double(evaluation.accuracy))) %", theme.good.bold),
            Span(" ±\(NumberFormat.percent(Double(evaluation.interval95)))", theme.dim),
            Span(" chance \(NumberFormat.percent(Double(evaluation.chance), decimals: 0))", theme.dim),
          ]
        ))
    }
    lines.append(
      (
        "d⁺ d⁻",
        [
          Span(number(latest?.positiveDistance), theme.positive.bold), Span("  "),
          Span(number(latest?.negativeDistance), theme.negative.bold),
        ]
      ))
    lines.append(("active", [Span(MetricsPanel.active(model), theme.text.bold)]))
    if model.objective.hasMargin { lines.append(("margin", MetricsPanel.margin(model))) }
    lines.append(
      (
        "images/s",
        [Span(MetricsPanel.speed(model), theme.text)]
          + (left.map { [Span("   \(NumberFormat.duration($0)) left", theme.dim)] } ?? [])
      ))
    for entry in model.log.entries.suffix(8).reversed() {
      lines.append((NumberFormat.grouped(entry.step), [LogPanel.span(entry, theme: theme)]))
    }
    return lines
  }

  /// Draws two rows of metrics below the panels of a small screen.
  static func drawRows(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    var first: [Span] = [Span(" active ", theme.dim), Span(MetricsPanel.active(model), theme.text.bold)]
    for (index, series) in model.accuracies.prefix(2).enumerated() {
      first += [
        Span("   \(series.setting.text) ", theme.dim),
        Span("\(NumberFormat.percent(Double(series.latest.accuracy))) %", theme.curve(index).bold),
      ]
    }
    var second: [Span] = []
    if model.objective.hasMargin {
      second += MetricsPanel.label(.margin, model) + [Span(" ")] + MetricsPanel.margin(model)
    }
    if model.focusedControl == .learningRate {
      second += MetricsPanel.label(.learningRate, model) + [Span(" ")] + MetricsPanel.learningRate(model, isLong: false)
    }
    second += [Span("   \(MetricsPanel.speed(model))", theme.text), Span(" images/s", theme.dim)]
    canvas.write(first, column: area.column, row: area.row, limit: area.endColumn)
    if area.height > 1 { canvas.write(second, column: area.column, row: area.row + 1, limit: area.endColumn) }
  }

  /// Draws the size that is needed, in as much text as fits.
  static func drawNotice(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let size = FrameLayout.summarySize
    let text = [
      "siam needs \(size.width)×\(size.height)", "needs \(size.width)×\(size.height)", "\(size.width)×\(size.height)",
      "·",
    ]
    .first { canvas.charset.columns($0) <= area.width }
    guard let text, area.height > 0 else { return }
    canvas.write([Span(text, model.theme.text)], in: area, row: area.row + (area.height - 1) / 2, align: .centre)
  }
}
