import SiamCanvas
import SiamCore

/// The loss over steps: the range of the raw values, the smoothed curve over it, and the validation loss with marks.
enum LossPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let loss = model.curves.loss
    var summary: [Span] = []
    if let value = model.view.isSmoothed ? loss.smooth : loss.latest {
      summary += [Span("train ", theme.dim), Span(NumberFormat.significant(value, width: 6), theme.text.bold)]
    }
    if let value = model.curves.validationLoss.latest {
      let label = area.width >= 60 ? "  validation " : "  val "
      summary += [Span(label, theme.dim), Span(NumberFormat.significant(value, width: 6), theme.validation)]
    }
    let span = ChartSpan(model)
    let inside = canvas.panel(area, title: title(model, span), trailing: summary, border: theme.faint)
    guard !inside.isEmpty else { return }

    let wide = span.edges(max(1, inside.width * 2))
    let y = axis(
      loss.columns(between: wide), model.curves.validationLoss.columns(between: wide),
      isLogarithmic: model.view.isLogarithmic)
    var plot = Plot(
      on: &canvas, in: inside, x: span.axis, y: y, labels: theme.dim, axis: theme.faint, labelWidth: labelWidth)
    guard !plot.room.isEmpty else { return }
    let edges = span.edges(plot.dots.width)
    let columns = loss.columns(between: edges)
    let notes = CurveNotesView(model, span, plot)
    notes.drawLines(on: &plot, style: theme.faint)
    plot.envelope(columns, style: theme.faint)
    let marks = model.curves.validationLoss.columns(between: edges)
    plot.curve(marks, style: theme.validation) { $0.mean }
    plot.curve(columns, style: Style(theme.title.foreground)) { model.view.isSmoothed ? $0.smooth : $0.mean }
    plot.paint(on: &canvas)
    ValidationMarks.draw(marks, plot, theme, on: &canvas)
    notes.drawLabels(on: &canvas, style: theme.accent)
    if loss.count == 0 { ChartTitle.note(model, in: plot.room, on: &canvas) }
  }

  /// The width of the labels of the vertical axis.
  static let labelWidth = 5

  private static func title(_ model: Model, _ span: ChartSpan) -> [Span] {
    let theme = model.theme
    let isFocused = model.focusedControl == .chart && model.phase != .exploring
    var options: [String] = []
    if model.view.isLogarithmic { options.append("log") }
    if !model.view.isSmoothed { options.append("raw") }
    if model.view.isOverTime { options.append("over \(span.unit)") }
    if !model.view.window.isWhole {
      options.append("zoom ×\(NumberFormat.grouped(1 << model.view.window.zoom))")
      if !model.view.window.isFollowing { options.append("looking back, f follows") }
    }
    let head = isFocused ? [Span("▸ ", theme.accent), Span("loss", theme.title)] : [Span("loss", theme.title)]
    return head + options.map { Span(" \($0)", theme.dim) }
  }

  private static func axis(
    _ parts: [History.Bucket?], _ validation: [History.Bucket?], isLogarithmic: Bool
  ) -> Axis {
    let known = parts.compactMap { $0 }
    let smooth = (known.compactMap(\.smooth) + validation.compactMap { $0?.mean }).filter(\.isFinite)
    // The axis fits 97 % of the maxima, so that a few spikes may leave the chart.
    let tops = known.map(\.maximum).sorted()
    let typical = tops.isEmpty ? 1 : tops[min(tops.count - 1, tops.count * 97 / 100)]
    let top = max(typical, smooth.max() ?? 0)
    if isLogarithmic {
      let positive = (known.map(\.minimum) + smooth).filter { $0 > 0 }
      let bottom = max(positive.min() ?? 0.001, top * 1e-6)
      return Axis(logarithmic: bottom, max(top, bottom * 10))
    }
    return Axis(min(0, known.map(\.minimum).min() ?? 0), max(Axis.nice(top * 1.02), 1e-6))
  }
}
