import SiamCanvas
import SiamMessages

/// What small screens show: one column of figures, or a few rows of them, or the size that is needed.
enum SummaryScreen {
  /// One column, for 40 × 8 and up.
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
    let number = { (value: Float?) in value.map { Figures.fixed(Double($0), decimals: 3) } ?? Figures.missing }
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
      ("loss", [Span(model.curves.loss.smooth.map { Figures.significant($0) } ?? Figures.missing, theme.text.bold)]))
    if let evaluation = Banner.hardest(model) {
      lines.append(
        (
          "\(evaluation.way)-way",
          [
            Span("\(Figures.percent(Double(evaluation.accuracy))) %", theme.good.bold),
            Span(" ±\(Figures.percent(Double(evaluation.interval95)))", theme.dim),
            Span(" chance \(Figures.percent(Double(evaluation.chance), decimals: 0))", theme.dim),
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
    lines.append(("active", [Span(FiguresPanel.active(model), theme.text.bold)]))
    if model.objective.hasMargin { lines.append(("margin", FiguresPanel.margin(model))) }
    let speed = model.curves.imagesPerSecond.smooth.map {
      Figures.grouped(Int(bounded: $0.rounded(), to: 0...1_000_000_000))
    }
    lines.append(
      (
        "images/s",
        [Span(speed ?? Figures.missing, theme.text)]
          + (left.map { [Span("   \(Figures.duration($0)) left", theme.dim)] } ?? [])
      ))
    for entry in model.log.entries.suffix(8).reversed() {
      lines.append((Figures.grouped(entry.step), [LogPanel.span(entry, theme: theme)]))
    }
    return lines
  }

  /// Two rows of figures below the panels of a small screen.
  static func drawRows(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    var first: [Span] = [Span(" active ", theme.dim), Span(FiguresPanel.active(model), theme.text.bold)]
    for (index, series) in model.accuracies.prefix(2).enumerated() {
      first += [
        Span("   \(series.setting.words) ", theme.dim),
        Span("\(Figures.percent(Double(series.latest.accuracy))) %", theme.curve(index).bold),
      ]
    }
    var second: [Span] = []
    if model.objective.hasMargin {
      second += FiguresPanel.label(.margin, model) + [Span(" ")] + FiguresPanel.margin(model)
    }
    if model.focusedControl == .learningRate {
      second += FiguresPanel.label(.learningRate, model) + [Span(" ")] + FiguresPanel.learningRate(model, isLong: false)
    }
    let speed = model.curves.imagesPerSecond.smooth.map {
      Figures.grouped(Int(bounded: $0.rounded(), to: 0...1_000_000_000))
    }
    second += [Span("   \(speed ?? Figures.missing)", theme.text), Span(" images/s", theme.dim)]
    canvas.write(first, column: area.column, row: area.row, limit: area.endColumn)
    if area.height > 1 { canvas.write(second, column: area.column, row: area.row + 1, limit: area.endColumn) }
  }

  /// What size is needed, as far as that can be said.
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
