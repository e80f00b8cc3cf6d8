import SiamCanvas
import SiamCore

/// The shares of easy, semi-hard and hard triplets among the mined ones over the run, with the latest counts. For
/// objectives on pairs, the share of active pairs.
enum KindsPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let hasKinds = model.margins.hasKinds || model.objective != .pair
    var inside = canvas.panel(
      area, title: [Span(title(model, hasKinds), theme.title)], trailing: summary(model, width: area.width),
      border: theme.faint)
    guard inside.height >= 2, inside.width >= 16 else { return }
    guard model.latest != nil else {
      ChartTitle.note(model, in: inside, on: &canvas)
      return
    }
    guard hasKinds else {
      drawActive(model, in: inside, on: &canvas)
      return
    }
    let legend = inside.removeBottom(1)
    canvas.write(counts(model, width: legend.width), in: legend, row: legend.row, align: .left)
    if inside.height >= 3 {
      drawAreas(model, in: inside, on: &canvas)
    } else if let mined = model.latest?.mined {
      let bar = MinedBar.spans(mined, width: inside.width, charset: canvas.charset, theme: theme)
      canvas.write(bar, column: inside.column, row: inside.endRow - 1, limit: inside.endColumn)
    }
  }

  private static func title(_ model: Model, _ hasKinds: Bool) -> String {
    hasKinds ? (model.objective == .triplet ? "mined triplets" : "batch-hard triplets") : "active pairs"
  }

  private static func summary(_ model: Model, width: Int) -> [Span] {
    guard model.latest != nil else { return [] }
    return [
      Span("active ", model.theme.dim), Span(MetricsPanel.active(model), model.theme.text.bold),
      Span(model.objective == .pair || width < 48 ? "" : " of all", model.theme.dim),
    ]
  }

  private static func counts(_ model: Model, width: Int) -> [Span] {
    let theme = model.theme
    guard let mined = model.latest?.mined else { return [] }
    let kinds: [(TripletKind, Int)] = [(.easy, mined.easy), (.semiHard, mined.semiHard), (.hard, mined.hard)]
    return kinds.flatMap { kind, count in
      [
        Span("\(kind.sign) ", kind.style(theme)), Span(NumberFormat.grouped(count, width: 3), theme.text),
        Span(width >= 40 ? " \(kind.word)  " : "  ", theme.dim),
      ]
    }
  }

  private static func drawAreas(_ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let span = ChartSpan(model)
    var plot = chart(model, span, in: room, on: &canvas)
    guard !plot.room.isEmpty else { return }
    let edges = span.edges(plot.dots.width)
    let columns = [model.margins.hard, model.margins.semiHard, model.margins.easy].map { $0.columns(between: edges) }
    var floor = [Double?](repeating: 0, count: plot.dots.width)
    for (kind, parts) in zip([TripletKind.hard, .semiHard, .easy], columns) {
      let ceiling: [Double?] = parts.indices.map { index in
        let sums = columns.map { $0[index]?.sum ?? 0 }
        let total = sums.reduce(0, +)
        guard total > 0, let below = floor[index], let part = parts[index] else { return nil }
        return below + part.sum / total
      }
      plot.band(floor, ceiling, texture: kind.texture, style: theme.faded(kind.style(theme), to: 0.75))
      floor = ceiling
    }
    plot.paint(on: &canvas)
  }

  private static func drawActive(_ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let span = ChartSpan(model)
    var rows = room
    let legend = rows.removeBottom(1)
    canvas.write(
      [Span("similarity on wrong side of 0.5", model.theme.dim)], in: legend, row: legend.row, align: .left)
    guard rows.height >= 3 else {
      Sparkline.draw(model.curves.activeShare, in: rows, style: model.theme.accent, on: &canvas)
      return
    }
    var plot = chart(model, span, in: rows, on: &canvas)
    guard !plot.room.isEmpty else { return }
    let columns = model.curves.activeShare.columns(between: span.edges(plot.dots.width))
    plot.envelope(columns, style: model.theme.faint)
    plot.curve(columns, style: model.theme.accent) { model.view.isSmoothed ? $0.smooth : $0.mean }
    plot.paint(on: &canvas)
  }

  private static func chart(
    _ model: Model, _ span: ChartSpan, in room: Rectangle, on canvas: inout Canvas
  ) -> Plot {
    Plot(
      on: &canvas, in: room, x: span.axis, y: Axis(0, 1), labels: model.theme.dim, axis: model.theme.faint,
      labelWidth: 4, labelsBelow: room.height >= 6
    ) { NumberFormat.fixed($0.value * 100, decimals: 0) }
  }
}
