import SiamCanvas
import SiamCore

/// The histogram of d⁻ − d⁺ over all valid triplets of the latest batch, with a ruler from 0 to the margin: triplets
/// left of its end are active.
///
/// If the engine does not report the triplets, the panel shows the distances of the step.
enum MarginEffectPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard let effect = MarginEffect(model), model.latest != nil else {
      drawStep(model, in: area, on: &canvas)
      return
    }
    let theme = model.theme
    var inside = canvas.panel(area, title: title(model), trailing: summary(model, area.width), border: theme.faint)
    guard inside.height >= 4, inside.width >= 16 else { return }
    let head = inside.removeTop(1)
    canvas.write(headline(effect, model, width: head.width), in: head, row: head.row, align: .left)
    if inside.height >= 7, inside.width >= 32, model.objective.hasMargin {
      let legend = inside.removeTop(1)
      canvas.write(shares(effect, theme, width: legend.width), in: legend, row: legend.row, align: .left)
    }
    let labels = inside.removeBottom(1)
    let ruler = inside.removeBottom(1)
    let axis = Axis(effect.ends.low, effect.ends.high)
    drawBars(effect, model, axis: axis, in: inside, on: &canvas)
    drawAxis(axis, in: ruler, labels: labels, theme: theme, on: &canvas)
    if model.objective.hasMargin { drawRuler(effect, model, axis: axis, in: ruler, on: &canvas) }
  }

  /// The margin whose ruler ends in a column of the panel; nil if there is no margin to set.
  static func margin(at column: Int, _ model: Model, in area: Rectangle) -> Double? {
    guard model.objective.hasMargin else { return nil }
    let inside = area.inset()
    let share = min(1, max(0, (Double(column - inside.column) + 0.5) / Double(max(1, inside.width))))
    guard let effect = MarginEffect(model) else {
      guard let latest = model.latest else { return nil }
      let distance = DistancesPanel.distance(at: column, model, in: area)
      return MarginReach.margin(reaching: distance, from: Double(latest.positiveDistance), model.recipe)
    }
    let (low, high) = effect.ends
    return TripletMeasure.margin(threshold: low + (high - low) * share, model.objective)
  }

  /// Draws the active share and the distances of the step, where the triplets are not known.
  private static func drawStep(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    var rest = area
    if model.latest != nil, model.objective.hasMargin, area.height >= 9 {
      let inside = canvas.panel(
        rest.removeTop(3), title: title(model), trailing: summary(model, area.width), border: model.theme.faint)
      canvas.write(
        [
          Span(MetricsPanel.active(model), model.theme.text.bold),
          Span(" of the step's triplets are active", model.theme.dim),
        ], in: inside, row: inside.row, align: .left)
    }
    DistancesPanel.draw(model, in: rest, on: &canvas)
  }

  private static func title(_ model: Model) -> [Span] {
    let theme = model.theme
    guard model.objective.hasMargin else { return [Span("gaps of all triplets", theme.title)] }
    let focus = MarginsScreen.isZooming(model) ? [] : [Span("▸ ", theme.accent)]
    return focus + [Span("what \(MarginReach.letter(model.recipe)) does", theme.title)]
  }

  private static func summary(_ model: Model, _ width: Int) -> [Span] {
    guard model.objective.hasMargin, width >= 30 else { return [] }
    return [Span("\(MarginReach.letter(model.recipe)) ", model.theme.accent)] + MetricsPanel.margin(model)
  }

  /// Returns a line such as `38.2 % → 52.6 % active  +27,634 triplets`.
  private static func headline(_ effect: MarginEffect, _ model: Model, width: Int) -> [Span] {
    let theme = model.theme
    let now = Span(NumberFormat.percent(effect.share) + " %", theme.text.bold)
    let all = NumberFormat.grouped(Int(bounded: effect.gaps.total, to: 0...Int.max / 2))
    guard model.objective.hasMargin else {
      let hard = NumberFormat.percent(effect.share(of: .hard)) + " %"
      return [Span(hard, theme.text.bold), Span(" of \(all) triplets are hard", theme.dim)]
    }
    guard effect.isChanging else {
      return [now, Span(" active", theme.text), Span(width >= 36 ? " of \(all) valid triplets" : "", theme.dim)]
    }
    let more = Int(bounded: effect.more.rounded(), to: -Int.max / 2...Int.max / 2)
    let count = (more < 0 ? "" : "+") + NumberFormat.grouped(more)
    return [
      now, Span(" → ", theme.accent), Span(NumberFormat.percent(effect.wantedShare) + " %", theme.accent.bold),
      Span(" active", theme.text), Span(width >= 32 ? "  \(count)" : "", theme.accent),
      Span(width >= 44 ? " triplets" : "", theme.dim),
    ]
  }

  private static func shares(_ effect: MarginEffect, _ theme: Theme, width: Int) -> [Span] {
    [TripletKind.hard, .semiHard, .easy].flatMap { kind in
      [
        Span("\(kind.sign) ", kind.style(theme)),
        Span(NumberFormat.percent(effect.share(of: kind), width: 4) + " %", theme.text),
        Span(width >= 52 ? " \(kind.word)   " : width >= 42 ? " \(kind.word) " : "  ", theme.dim),
      ]
    }
  }

  /// Draws each bar in the colour of its kind; bars that the change of margin affects are drawn in the title's colour.
  private static func drawBars(
    _ effect: MarginEffect, _ model: Model, axis: Axis, in room: Rectangle, on canvas: inout Canvas
  ) {
    guard room.width > 0, room.height > 0 else { return }
    let theme = model.theme
    let each = (axis.high - axis.low) / Double(room.width)
    let edges = (0...room.width).map { axis.low + Double($0) * each }
    let counts = zip(edges, edges.dropFirst()).map { effect.gaps.below($1) - effect.gaps.below($0) }
    let highest = max(counts.max() ?? 1, 1e-9)
    let moved = min(effect.threshold, effect.wantedThreshold)..<max(effect.threshold, effect.wantedThreshold)
    let threshold = model.objective.hasMargin ? effect.wantedThreshold : 0
    let styles = (0..<room.width).map { column in
      let middle = edges[column] + each / 2
      let isMoved = model.objective.hasMargin && effect.isChanging && moved.contains(middle)
      return isMoved ? theme.title : TripletKind(gap: middle, threshold: threshold).style(theme)
    }
    for style in Set(styles) {
      let heights = zip(counts, styles).map { $1 == style ? $0 / highest : 0 }
      canvas.bars(heights, in: room, growth: .up, style: style)
    }
  }

  private static func drawAxis(
    _ axis: Axis, in ruler: Rectangle, labels: Rectangle, theme: Theme, on canvas: inout Canvas
  ) {
    let isASCII = canvas.charset == .ascii
    for column in ruler.column..<ruler.endColumn { canvas[column, ruler.row] = Cell(isASCII ? "-" : "─", theme.faint) }
    var free = ruler.column
    for tick in axis.ticks(max(2, ruler.width / 9)) {
      guard let column = self.column(of: tick.value, axis, in: ruler) else { continue }
      canvas[column, ruler.row] = Cell(isASCII ? "+" : "┼", theme.faint)
      let width = tick.label.count
      let start = min(max(ruler.column, column - width / 2), ruler.endColumn - width)
      guard start >= free else { continue }
      free = canvas.write(tick.label, column: start, row: labels.row, style: theme.dim) + 1
    }
    if free + 8 < labels.endColumn {
      canvas.write([Span("d⁻ − d⁺", theme.dim)], in: labels, row: labels.row, align: .right)
    }
  }

  /// Draws the ruler from 0 to the margin, dashed between the current and the requested margin.
  private static func drawRuler(
    _ effect: MarginEffect, _ model: Model, axis: Axis, in room: Rectangle, on canvas: inout Canvas
  ) {
    let (style, isASCII) = (model.theme.accent, canvas.charset == .ascii)
    guard let first = column(of: 0, axis, in: room),
      let now = column(of: min(effect.threshold, axis.high), axis, in: room),
      let wanted = column(of: min(effect.wantedThreshold, axis.high), axis, in: room)
    else { return }
    for column in first...max(first, now, wanted) {
      let isChange = column > min(now, wanted)
      canvas[column, room.row] = Cell(isChange ? (isASCII ? "~" : "╍") : (isASCII ? "=" : "━"), style)
    }
    canvas[now, room.row] = Cell(isASCII ? "|" : "╂", style)
    canvas[wanted, room.row] = Cell(isASCII ? "]" : "┫", style.bold)
    canvas.write(
      MarginReach.letter(model.recipe), column: wanted + 1, row: room.row, limit: room.endColumn, style: style.bold)
  }

  private static func column(of value: Double, _ axis: Axis, in room: Rectangle) -> Int? {
    guard let share = axis.share(value), share >= -0.001, share <= 1.001, room.width > 0 else { return nil }
    return room.column + Int(bounded: share * Double(room.width), to: 0...room.width - 1)
  }
}
