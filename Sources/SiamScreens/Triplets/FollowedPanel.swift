import SiamCanvas
import SiamCore

/// d⁺ and d⁻ of the followed triplet since it was chosen, and the d⁻ from which it has zero loss.
enum FollowedPanel {
  static func draw(_ followed: FollowedTriplet, _ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let latest = followed.latest
    let inside = canvas.panel(
      area, title: [Span("since step \(NumberFormat.grouped(followed.since))", theme.title)],
      trailing: [
        Span("d⁺ ", theme.positive),
        Span(NumberFormat.fixed(Double(latest.positiveDistance), decimals: 3), theme.positive.bold),
        Span("  d⁻ ", theme.negative),
        Span(NumberFormat.fixed(Double(latest.negativeDistance), decimals: 3), theme.negative.bold),
      ], border: theme.faint)
    guard inside.height >= 2, inside.width >= 16 else { return }
    if let refusal = model.queryTracker.refusals[.triplet] {
      for (offset, line) in refusal.wrapped(to: inside.width).prefix(inside.height).enumerated() {
        canvas.write([Span(line, theme.warning)], in: inside, row: inside.row + offset, align: .left)
      }
      return
    }
    let low = Double(followed.since)
    let high = low + Axis.nice(max(10, Double(followed.step) - low))
    let parts = [followed.positive, followed.negative].map { $0.columns(64, from: low, to: high) }
    let reach = MarginReach.beyond(Double(latest.positiveDistance), margin: model.requestedMargin, model.recipe)
    let free = reach.map { Double(latest.positiveDistance) + $0 }
    let highest = max(parts.joined().compactMap { $0?.maximum }.max() ?? 0, free ?? 0)
    var plot = Plot(
      on: &canvas, in: inside, x: Axis(low, high), y: Axis(0, DistanceRange.ends.first { $0 >= highest } ?? 4),
      labels: theme.dim, axis: theme.faint, labelWidth: 4, labelsBelow: inside.height >= 5)
    guard !plot.room.isEmpty else { return }
    if let free { plot.horizontal(free, gap: 6, style: theme.accent) }
    let width = plot.dots.width
    plot.curve(followed.negative.columns(width, from: low, to: high), style: theme.negative) { $0.mean }
    plot.curve(followed.positive.columns(width, from: low, to: high), style: theme.positive) { $0.mean }
    plot.paint(on: &canvas)
    mark("p", Double(latest.positiveDistance), followed, plot, theme.positive.bold, on: &canvas)
    mark("n", Double(latest.negativeDistance), followed, plot, theme.negative.bold, on: &canvas)
  }

  private static func mark(
    _ letter: Unicode.Scalar, _ value: Double, _ followed: FollowedTriplet, _ plot: Plot, _ style: Style,
    on canvas: inout Canvas
  ) {
    guard let row = plot.row(value), let column = plot.column(Double(followed.step)) else { return }
    canvas[min(column + 1, plot.room.endColumn - 1), row] = Cell(letter, style)
  }
}
