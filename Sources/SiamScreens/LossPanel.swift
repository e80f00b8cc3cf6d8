import SiamCanvas
import SiamMessages

/// Loss over steps: raw as an envelope of extremes, the smoothed curve over it, held-out classes as marks and a line.
enum LossPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let loss = model.curves.loss
    var figures: [Span] = []
    if let value = model.view.isSmoothed ? loss.smooth : loss.latest {
      figures += [Span("train ", theme.dim), Span(Figures.significant(value, width: 6), theme.text.bold)]
    }
    if let value = model.curves.heldOutLoss.latest {
      figures += [Span("  held-out ", theme.dim), Span(Figures.significant(value, width: 6), theme.heldOut)]
    }
    var title = [Span("loss", theme.title)]
    if model.view.isLogarithmic { title.append(Span(" log", theme.dim)) }
    if !model.view.isSmoothed { title.append(Span(" raw", theme.dim)) }
    let inside = canvas.panel(area, title: title, figures: figures, border: theme.faint)
    guard !inside.isEmpty else { return }

    let end = horizon(model)
    let x = Axis(0, end)
    let parts = loss.columns(max(1, inside.width * 2), from: 0, to: end)
    let heldOut = model.curves.heldOutLoss.columns(max(1, inside.width * 2), from: 0, to: end)
    let y = axis(parts, heldOut, isLogarithmic: model.view.isLogarithmic)
    var plot = Plot(
      on: &canvas, in: inside, x: x, y: y, labels: theme.dim, axis: theme.faint, labelWidth: 5)
    guard !plot.room.isEmpty else { return }
    let columns = loss.columns(plot.dots.width, from: 0, to: end)
    plot.envelope(columns, style: theme.faint)
    let marks = model.curves.heldOutLoss.columns(plot.dots.width, from: 0, to: end)
    plot.curve(marks, style: theme.heldOut) { $0.mean }
    plot.curve(columns, style: Style(theme.title.foreground)) { model.view.isSmoothed ? $0.smooth : $0.mean }
    plot.paint(on: &canvas)
    drawMarks(marks, plot: plot, theme: theme, on: &canvas)
    if loss.count == 0 { note(model, in: plot.room, on: &canvas) }
  }

  /// Steps at the right end: a round number the curve fills well, so that the chart moves in hops.
  static func horizon(_ model: Model) -> Double {
    let step = Double(max(model.step, 1))
    let round = max(20, Axis.nice(step * 1.02))
    guard let planned = model.plannedSteps, planned > 0 else { return round }
    return step * 1.25 >= Double(planned) ? max(Double(planned), step) : min(round, max(Double(planned), step))
  }

  private static func axis(
    _ parts: [History.Bucket?], _ heldOut: [History.Bucket?], isLogarithmic: Bool
  ) -> Axis {
    let known = parts.compactMap { $0 }
    let smooth = (known.compactMap(\.smooth) + heldOut.compactMap { $0?.mean }).filter(\.isFinite)
    // Few spikes may leave the chart: its height is what nearly all of the curve needs.
    let tops = known.map(\.maximum).sorted()
    let usual = tops.isEmpty ? 1 : tops[min(tops.count - 1, tops.count * 97 / 100)]
    let top = max(usual, smooth.max() ?? 0)
    if isLogarithmic {
      let positive = (known.map(\.minimum) + smooth).filter { $0 > 0 }
      let bottom = max(positive.min() ?? 0.001, top * 1e-6)
      return Axis(logarithmic: bottom, max(top, bottom * 10))
    }
    return Axis(min(0, known.map(\.minimum).min() ?? 0), max(Axis.nice(top * 1.02), 1e-6))
  }

  private static func drawMarks(
    _ marks: [History.Bucket?], plot: Plot, theme: Theme, on canvas: inout Canvas
  ) {
    // Marks tell the held-out line from the other without colour; where they crowd, every few columns get one.
    var free = Int.min
    for case (let index, let mark?) in marks.enumerated() {
      guard let mean = mark.mean, let row = plot.row(mean) else { continue }
      let column = plot.room.column + index / canvas.charset.dotsPerCell.across
      guard column >= free else { continue }
      canvas[column, row] = Cell(canvas.charset == .ascii ? "o" : "◆", theme.heldOut)
      free = column + 4
    }
  }

  private static func note(_ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let text = model.started == nil ? "loading glyphs…" : "the first step is on its way…"
    canvas.write([Span(text, model.theme.dim)], in: room, row: room.row + room.height / 2, align: .centre)
  }
}
