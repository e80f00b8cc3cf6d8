import SiamCanvas
import SiamCore

/// The distribution of d⁺ and d⁻ in each batch over the run: dense bands for the middle 50 %, sparse bands for the
/// middle 90 %, and lines for the medians. The dashed line is the mean d⁺ plus the margin.
enum BandsPanel {
  /// Columns of the axis labels at the left.
  static let labelWidth = 5

  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let inside = canvas.panel(
      area, title: [Span("distances", theme.title)] + ChartTitle.view(model), trailing: summary(model, area.width),
      border: theme.faint)
    guard inside.height >= 3, inside.width >= 16 else { return }
    let span = ChartSpan(model)
    let state = model.margins
    let wide = span.edges(inside.width * 2)
    var plot = Plot(
      on: &canvas, in: inside, x: span.axis, y: Axis(0, top(state, between: wide)), labels: theme.dim,
      axis: theme.faint, labelWidth: labelWidth)
    guard !plot.room.isEmpty else { return }
    let edges = span.edges(plot.dots.width)
    let notes = CurveNotesView(model, span, plot)
    notes.drawLines(on: &plot, style: theme.faint)
    let bands = [(state.negative, theme.negative, false), (state.positive, theme.positive, true)].map {
      (columns: $0.0.columns(between: edges), style: $0.1, isPositive: $0.2)
    }
    for (columns, style, isPositive) in bands {
      plot.band(
        columns[0], columns[4], texture: isPositive ? .rising(every: 4) : .falling(every: 4),
        style: theme.faded(style, to: 0.45))
    }
    for (columns, style, isPositive) in bands {
      plot.band(
        columns[1], columns[3], texture: isPositive ? .rising(every: 2) : .falling(every: 2),
        style: theme.faded(style, to: 0.7))
    }
    plot.curve(state.reach.columns(between: edges), gap: 6, style: theme.accent) { $0.smooth }
    plot.curve(state.negative.quantiles[2].columns(between: edges), style: theme.negative) { $0.mean }
    plot.curve(state.positive.quantiles[2].columns(between: edges), style: theme.positive) { $0.mean }
    plot.paint(on: &canvas)
    notes.drawLabels(on: &canvas, style: theme.accent)
    drawLabels(model, span, plot, on: &canvas)
    if state.gap.count == 0 { ChartTitle.note(model, in: plot.room, on: &canvas) }
  }

  private static func summary(_ model: Model, _ width: Int) -> [Span] {
    let theme = model.theme
    guard let positive = model.margins.positive.median, let negative = model.margins.negative.median, width >= 48 else {
      return []
    }
    return [
      Span("medians ", theme.dim), Span("d⁺ ", theme.positive),
      Span(NumberFormat.fixed(positive, decimals: 3), theme.positive.bold), Span("  d⁻ ", theme.negative),
      Span(NumberFormat.fixed(negative, decimals: 3), theme.negative.bold),
    ]
  }

  /// The upper end of the axis: one of a few round values, so that the axis rarely moves.
  private static func top(_ state: MarginsState, between edges: [Double]) -> Double {
    let upperQuantiles = [state.positive, state.negative].compactMap(\.quantiles.last)
    let highest =
      (upperQuantiles + [state.reach]).flatMap { $0.columns(between: edges) }.compactMap { $0?.mean }.max() ?? 0
    return DistanceRange.ends.first { $0 >= highest } ?? 4
  }

  /// Labels each line at its right end. Where two labels fall on one row, only the first is drawn.
  private static func drawLabels(_ model: Model, _ span: ChartSpan, _ plot: Plot, on canvas: inout Canvas) {
    let (theme, state) = (model.theme, model.margins)
    let letter = MarginReach.letter(model.recipe)
    let reach = model.recipe?.objective == .contrastive ? "\(letter)²" : "d⁺+\(letter)"
    let labels: [(text: String, history: History, style: Style)] = [
      ("d⁺", state.positive.quantiles[2], theme.positive.bold),
      ("d⁻", state.negative.quantiles[2], theme.negative.bold), (reach, state.reach, theme.accent),
    ]
    var usedRows: Set<Int> = []
    for (text, history, style) in labels {
      guard let value = history.smooth, let row = plot.row(value), !usedRows.contains(row),
        let column = span.position(history.lastPosition).flatMap(plot.column)
      else { continue }
      usedRows.insert(row)
      let start = min(column + 2, plot.room.endColumn - canvas.charset.columns(text))
      canvas.write(text, column: start, row: row, limit: plot.room.endColumn, style: style)
    }
  }
}
