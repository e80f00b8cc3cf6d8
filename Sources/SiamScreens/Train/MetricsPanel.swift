import SiamCanvas
import SiamCore

/// The controls and the metrics of the latest step, one in each row, with sparklines where there is room.
enum MetricsPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let inside = canvas.panel(area, title: [Span("training", theme.title)], border: theme.faint)
    guard !inside.isEmpty else { return }
    let layout = MetricsLayout(model, in: area)
    for (row, line) in layout.rows {
      if layout.isRoomy {
        drawRoomy(row, model, in: line, on: &canvas)
      } else {
        drawDense(row, model, in: line, on: &canvas)
      }
    }
  }

  /// The control whose row contains a cell.
  static func control(at column: Int, _ row: Int, _ model: Model, in area: Rectangle) -> Focus? {
    switch MetricsLayout(model, in: area).rows.first(where: { $0.line.contains(column, row) })?.row {
    case .margin: .margin
    case .learningRate: .learningRate
    default: nil
    }
  }

  /// Draws a label, a value and, for some metrics, a sparkline.
  private static func drawRoomy(_ row: MetricsLayout.Row, _ model: Model, in line: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let value = { (spans: [Span], canvas: inout Canvas) -> Void in
      canvas.write(spans, column: line.column + 16, row: line.row, limit: line.endColumn)
    }
    let curve = { (history: History, style: Style, canvas: inout Canvas) in
      let room = Rectangle(column: line.column + 24, row: line.row, width: line.width - 25, height: 1)
      Sparkline.draw(history, in: room, style: style, on: &canvas)
    }
    let label = label(row, model)
    let isCounts = row == .minedCounts
    canvas.write(
      label, column: line.column, row: line.row, limit: isCounts ? line.endColumn : line.column + 16)
    switch row {
    case .margin: value(margin(model), &canvas)
    case .learningRate: value(learningRate(model, isLong: true), &canvas)
    case .active:
      value([Span(active(model), theme.text.bold)], &canvas)
      curve(model.curves.activeShare, theme.accent, &canvas)
    case .mined:
      let width = max(4, line.width - 17)
      let bar =
        model.latest.map { MinedBar.spans($0.mined, width: width, charset: canvas.charset, theme: theme) } ?? []
      value(bar.isEmpty ? [Span(NumberFormat.missing, theme.text)] : bar, &canvas)
    case .minedCounts: break
    case .speed:
      value([Span(speed(model), theme.text.bold)], &canvas)
      curve(model.curves.imagesPerSecond, theme.good, &canvas)
    case .gradient:
      value([Span(number(model.latest?.gradientNorm) { NumberFormat.significant($0) }, theme.text)], &canvas)
      curve(model.curves.gradientNorm, theme.dim, &canvas)
    case .rank:
      value([Span(rank(model), theme.text)], &canvas)
      curve(model.curves.effectiveRank, theme.dim, &canvas)
    case .spread:
      value([Span(number(model.latest?.spread) { NumberFormat.fixed($0, decimals: 3) }, theme.text)], &canvas)
    }
  }

  /// Draws a label and a value close together; the speed shares its row with the gradient and the rank.
  private static func drawDense(_ row: MetricsLayout.Row, _ model: Model, in line: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let gap = [Span("  ", theme.dim)]
    let spans: [Span] =
      switch row {
      case .margin: label(row, model) + gap + margin(model)
      case .learningRate: label(row, model) + gap + learningRate(model, isLong: line.width >= 38)
      case .active: [Span("  active  ", theme.dim), Span(active(model, width: 6), theme.text.bold)]
      case .speed:
        [
          Span("  \(speed(model))", theme.text.bold), Span(" img/s gradient ", theme.dim),
          Span(number(model.latest?.gradientNorm) { NumberFormat.fixed($0, decimals: 2) }, theme.text),
          Span(" rank ", theme.dim), Span(rank(model), theme.text),
        ]
      case .minedCounts, .mined, .gradient, .rank, .spread: label(row, model)
      }
    canvas.write(spans, column: line.column, row: line.row, limit: line.endColumn)
    if row == .active {
      let room = Rectangle(column: line.column + 19, row: line.row, width: line.width - 20, height: 1)
      Sparkline.draw(model.curves.activeShare, in: room, style: theme.accent, on: &canvas)
    }
  }

  private static func label(_ row: MetricsLayout.Row, _ model: Model) -> [Span] {
    let text: String
    switch row {
    case .margin: return label(Focus.margin, model)
    case .learningRate: return label(Focus.learningRate, model)
    case .minedCounts: return [Span("  ")] + mined(model)
    case .active: text = model.objective == .pair ? "active pairs" : "active of all"
    case .mined: text = "mined"
    case .speed: text = "images/s"
    case .gradient: text = "gradient"
    case .rank: text = "rank"
    case .spread: text = "spread"
    }
    return [Span("  \(text)", model.theme.dim)]
  }

  /// The name of a control, with a mark if `+` and `-` change it.
  static func label(_ focus: Focus, _ model: Model) -> [Span] {
    let isFocused = model.focusedControl == focus
    let name =
      switch focus {
      case .margin: "margin \(MarginReach.letter(model.recipe))"
      case .learningRate: "learning rate"
      case .chart: "chart"
      }
    let style = isFocused ? model.theme.accent : model.theme.dim
    return [Span(isFocused ? "▸ " : "  ", style), Span(name, style)]
  }

  /// The margin, and the requested margin if it is not in effect yet.
  static func margin(_ model: Model) -> [Span] {
    let theme = model.theme
    let now = Span(NumberFormat.trimmed(model.margin, decimals: 2), theme.text.bold)
    if let pending = model.controls.pendingMargin {
      return [
        now, Span(" → \(NumberFormat.trimmed(Double(pending), decimals: 2))", theme.accent.bold),
        Span(" pending", theme.dim),
      ]
    }
    return model.controls.isFresh(.margin, at: model.clockSeconds) ? [now, Span(" applied", theme.good)] : [now]
  }

  /// The learning rate of the step and its peak, or the requested peak if it is not in effect yet.
  static func learningRate(_ model: Model, isLong: Bool) -> [Span] {
    let theme = model.theme
    let peak = Double(model.controls.learningRate ?? model.recipe?.learningRate ?? 0)
    let now = model.latest.map { Double($0.learningRate) } ?? peak
    guard model.started != nil else { return [Span(NumberFormat.missing, theme.text)] }
    if let pending = model.controls.pendingLearningRate {
      return [
        Span("→ \(NumberFormat.scientific(Double(pending)))", theme.accent.bold), Span(" pending", theme.dim),
      ]
    }
    var spans = [Span(NumberFormat.scientific(now), theme.text.bold)]
    if model.controls.isFresh(.learningRate, at: model.clockSeconds) {
      spans.append(Span(" applied", theme.good))
    } else if isLong {
      spans.append(Span(" peak \(NumberFormat.scientific(peak))", theme.dim))
    }
    return spans
  }

  /// The latest share of active triplets or pairs in percent.
  static func active(_ model: Model, width: Int = 0) -> String {
    guard let share = model.latest.map({ Double($0.activeShare) }), share.isFinite else {
      return NumberFormat.padded(NumberFormat.missing, width)
    }
    return NumberFormat.padded(NumberFormat.percent(share) + " %", width)
  }

  /// The smoothed number of images per second.
  static func speed(_ model: Model) -> String {
    model.curves.imagesPerSecond.smooth.map {
      NumberFormat.grouped(Int(bounded: $0.rounded(), to: 0...1_000_000_000))
    } ?? NumberFormat.missing
  }

  private static func rank(_ model: Model) -> String {
    number(model.latest?.effectiveRank) { NumberFormat.fixed($0, decimals: 1) }
  }

  private static func number(_ value: Float?, _ format: (Double) -> String) -> String {
    value.map { format(Double($0)) } ?? NumberFormat.missing
  }

  private static func mined(_ model: Model) -> [Span] {
    let theme = model.theme
    guard let mined = model.latest?.mined else { return [Span(NumberFormat.missing, theme.text)] }
    return [
      Span(NumberFormat.grouped(mined.easy), theme.text), Span(" easy ", theme.dim),
      Span(NumberFormat.grouped(mined.semiHard), theme.text), Span(" semi-hard ", theme.dim),
      Span(NumberFormat.grouped(mined.hard), theme.text), Span(" hard", theme.dim),
    ]
  }
}

/// The rows of the metrics panel and their positions, for drawing and for the mouse.
struct MetricsLayout {
  /// What a row shows.
  enum Row: Equatable {
    case margin, learningRate, active, mined, minedCounts, speed, gradient, rank, spread
  }

  /// Whether every metric has a row of its own.
  let isRoomy: Bool
  /// The visible rows, each one cell high.
  let rows: [(row: Row, line: Rectangle)]

  init(_ model: Model, in area: Rectangle) {
    let inside = area.inset()
    isRoomy = inside.height >= 9
    let controls: [Row] = model.objective.hasMargin ? [.margin, .learningRate] : [.learningRate]
    let hasMining = model.objective != .pair
    let all: [Row] =
      isRoomy
      ? controls + [.active] + (hasMining ? [.mined, .minedCounts] : []) + [.speed, .gradient, .rank, .spread]
      : controls + [.active] + (hasMining ? [.minedCounts] : []) + [.speed]
    // Every second row where they all fit.
    let gap = isRoomy && inside.height >= all.count * 2 - 1 ? 2 : 1
    rows = all.enumerated().compactMap { index, row in
      let line = inside.row + index * gap
      guard line < inside.endRow else { return nil }
      return (row, Rectangle(column: inside.column, row: line, width: inside.width, height: 1))
    }
  }
}
