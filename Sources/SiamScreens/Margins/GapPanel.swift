import SiamCanvas
import SiamCore

/// The mean gap d⁻ − d⁺ of the mined pairs or triplets over the run, and the gap that the margin requires.
enum GapPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let state = model.margins
    let inside = canvas.panel(
      area, title: [Span("gap d⁻ − d⁺", theme.title)], trailing: summary(model), border: theme.faint)
    guard inside.height >= 3, inside.width >= 16 else { return }
    let span = ChartSpan(model)
    let wanted = wanted(model)
    var plot = Plot(
      on: &canvas, in: inside, x: span.axis, y: axis(state, wanted, between: span.edges(inside.width * 2)),
      labels: theme.dim, axis: theme.faint, labelWidth: BandsPanel.labelWidth)
    guard !plot.room.isEmpty else { return }
    let edges = span.edges(plot.dots.width)
    let notes = CurveNotesView(model, span, plot)
    notes.drawLines(on: &plot, style: theme.faint)
    if plot.y.low < 0 { plot.horizontal(0, gap: 4, style: theme.faint) }
    let gaps = state.gap.columns(between: edges)
    plot.envelope(gaps, style: theme.faint)
    plot.curve(state.needed.columns(between: edges), gap: 6, style: theme.accent) { $0.mean }
    plot.curve(gaps, style: Style(theme.title.foreground)) { model.view.isSmoothed ? $0.smooth : $0.mean }
    plot.paint(on: &canvas)
    notes.drawLabels(on: &canvas, style: theme.accent)
    if let wanted, let row = plot.row(wanted), plot.room.width >= 20, state.gap.count > 0 {
      // The height at which the dashed line continues from the next step on.
      let text = "\(NumberFormat.trimmed(model.requestedMargin, decimals: 2)) ◂"
      canvas.write(
        [Span(text, model.controls.pendingMargin == nil ? theme.accent : theme.accent.bold)], in: plot.room, row: row,
        align: .right)
    }
    if state.gap.count == 0 { ChartTitle.note(model, in: plot.room, on: &canvas) }
  }

  private static func summary(_ model: Model) -> [Span] {
    let theme = model.theme
    guard let gap = model.view.isSmoothed ? model.margins.gap.smooth : model.margins.gap.latest else { return [] }
    let spans = [Span("mean ", theme.dim), Span(NumberFormat.fixed(gap, decimals: 3), theme.text.bold)]
    guard model.objective.hasMargin else { return spans }
    return spans + [Span("  \(MarginReach.letter(model.recipe)) ", theme.accent)] + MetricsPanel.margin(model)
  }

  /// The gap that the requested margin requires at the latest mean d⁺; nil if the objective has no margin.
  private static func wanted(_ model: Model) -> Double? {
    guard let latest = model.latest, latest.positiveDistance.isFinite else { return nil }
    return MarginReach.beyond(Double(latest.positiveDistance), margin: model.requestedMargin, model.recipe)
  }

  private static func axis(_ state: MarginsState, _ wanted: Double?, between edges: [Double]) -> Axis {
    let gaps = state.gap.columns(between: edges).compactMap { $0 }
    let needed = state.needed.columns(between: edges).compactMap { $0?.maximum } + (wanted.map { [$0] } ?? [])
    let low = gaps.map(\.minimum).min() ?? 0
    let high = max(gaps.map(\.maximum).max() ?? 0.1, needed.max() ?? 0)
    return Axis(low < 0 ? -Axis.nice(-low) : 0, Axis.nice(max(high, 1e-3) * 1.1))
  }
}
