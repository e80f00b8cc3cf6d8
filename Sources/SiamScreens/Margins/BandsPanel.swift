import SiamCanvas
import SiamMessages

/// d⁺ and d⁻ of the batches' pairs over the run: where half of them lie dense, where nine tenths lie sparse, and the
/// medians as lines. The dashed line is the mean d⁺ and the margin beyond it.
enum BandsPanel {
  /// Columns of the labels at the left.
  static let labelWidth = 5

  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let inside = canvas.panel(
      area, title: [Span("distances", theme.title)] + ChartTitle.words(model), figures: figures(model, area.width),
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
    let sides = [(state.negative, theme.negative, false), (state.positive, theme.positive, true)].map {
      (columns: $0.0.columns(between: edges), style: $0.1, isPositive: $0.2)
    }
    for (columns, style, isPositive) in sides {
      plot.band(
        columns[0], columns[4], texture: isPositive ? .rising(every: 4) : .falling(every: 4),
        style: theme.faded(style, to: 0.45))
    }
    for (columns, style, isPositive) in sides {
      plot.band(
        columns[1], columns[3], texture: isPositive ? .rising(every: 2) : .falling(every: 2),
        style: theme.faded(style, to: 0.7))
    }
    plot.curve(state.reach.columns(between: edges), gap: 6, style: theme.accent) { $0.smooth }
    plot.curve(state.negative.quantiles[2].columns(between: edges), style: theme.negative) { $0.mean }
    plot.curve(state.positive.quantiles[2].columns(between: edges), style: theme.positive) { $0.mean }
    plot.paint(on: &canvas)
    notes.drawLabels(on: &canvas, style: theme.accent)
    drawNames(model, span, plot, on: &canvas)
    if state.gap.count == 0 { ChartTitle.note(model, in: plot.room, on: &canvas) }
  }

  private static func figures(_ model: Model, _ width: Int) -> [Span] {
    let theme = model.theme
    guard let positive = model.margins.positive.median, let negative = model.margins.negative.median, width >= 48 else {
      return []
    }
    return [
      Span("medians ", theme.dim), Span("d⁺ ", theme.positive),
      Span(Figures.fixed(positive, decimals: 3), theme.positive.bold), Span("  d⁻ ", theme.negative),
      Span(Figures.fixed(negative, decimals: 3), theme.negative.bold),
    ]
  }

  /// One of few tops, so that the axis stands still.
  private static func top(_ state: MarginsState, between edges: [Double]) -> Double {
    let bands = [state.positive, state.negative].compactMap(\.quantiles.last)
    let highest = (bands + [state.reach]).flatMap { $0.columns(between: edges) }.compactMap { $0?.mean }.max() ?? 0
    return DistanceRange.ends.first { $0 >= highest } ?? 4
  }

  /// What each line is, at its right end; lines that lie too near each other share a row, the first kept.
  private static func drawNames(_ model: Model, _ span: ChartSpan, _ plot: Plot, on canvas: inout Canvas) {
    let (theme, state) = (model.theme, model.margins)
    let letter = MarginReach.letter(model.recipe)
    let reach = model.recipe?.objective == .contrastive ? "\(letter)²" : "d⁺+\(letter)"
    let names: [(text: String, history: History, style: Style)] = [
      ("d⁺", state.positive.quantiles[2], theme.positive.bold),
      ("d⁻", state.negative.quantiles[2], theme.negative.bold), (reach, state.reach, theme.accent),
    ]
    var taken: Set<Int> = []
    for (text, history, style) in names {
      guard let value = history.smooth, let row = plot.row(value), !taken.contains(row),
        let column = span.position(history.lastPosition).flatMap(plot.column)
      else { continue }
      taken.insert(row)
      let start = min(column + 2, plot.room.endColumn - canvas.charset.columns(text))
      canvas.write(text, column: start, row: row, limit: plot.room.endColumn, style: style)
    }
  }
}
