import SiamCanvas
import SiamMessages

/// The controls and the figures of the newest step, one a row, with sparklines where there is room.
enum FiguresPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let inside = canvas.panel(area, title: [Span("training", theme.title)], border: theme.faint)
    guard !inside.isEmpty else { return }
    if inside.height >= 9 {
      drawRoomy(model, in: inside, on: &canvas)
    } else {
      drawClose(model, in: inside, on: &canvas)
    }
  }

  /// A label, its value and perhaps a curve of it.
  private struct Row {
    var label: [Span]
    var value: [Span]
    var curve: (history: History, style: Style)?
  }

  private static func drawRoomy(_ model: Model, in inside: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let latest = model.latest
    let speed = model.curves.imagesPerSecond.smooth.map { Figures.grouped(rounded($0)) } ?? Figures.missing
    var rows: [Row] = []
    if model.objective.hasMargin { rows.append(Row(label: label(.margin, model), value: margin(model))) }
    rows.append(Row(label: label(.learningRate, model), value: learningRate(model, isLong: true)))
    rows.append(
      Row(
        label: [Span("  active", theme.dim)], value: [Span(active(model), theme.text.bold)],
        curve: (model.curves.activeShare, theme.accent)))
    if model.objective != .pair {
      let width = max(4, inside.width - 17)
      let bar = latest.map { MinedBar.spans($0.mined, width: width, charset: canvas.charset, theme: theme) } ?? []
      rows.append(
        Row(label: [Span("  mined", theme.dim)], value: bar.isEmpty ? [Span(Figures.missing, theme.text)] : bar))
      rows.append(Row(label: [Span("  ")] + mined(model), value: []))
    }
    rows.append(
      Row(
        label: [Span("  images/s", theme.dim)], value: [Span(speed, theme.text.bold)],
        curve: (model.curves.imagesPerSecond, theme.good)))
    rows.append(
      Row(
        label: [Span("  gradient", theme.dim)],
        value: [Span(latest.map { Figures.significant(Double($0.gradientNorm)) } ?? Figures.missing, theme.text)],
        curve: (model.curves.gradientNorm, theme.dim)))
    rows.append(
      Row(
        label: [Span("  rank", theme.dim)],
        value: [
          Span(latest.map { Figures.fixed(Double($0.effectiveRank), decimals: 1) } ?? Figures.missing, theme.text)
        ],
        curve: (model.curves.effectiveRank, theme.dim)))
    rows.append(
      Row(
        label: [Span("  spread", theme.dim)],
        value: [Span(latest.map { Figures.fixed(Double($0.spread), decimals: 3) } ?? Figures.missing, theme.text)]))

    let gap = gap(rows.count, inside)
    for (index, row) in rows.enumerated() {
      let line = inside.row + index * gap
      guard line < inside.endRow else { return }
      canvas.write(
        row.label, column: inside.column, row: line, limit: row.value.isEmpty ? inside.endColumn : inside.column + 16)
      canvas.write(row.value, column: inside.column + 16, row: line, limit: inside.endColumn)
      guard let curve = row.curve else { continue }
      let room = Rectangle(column: inside.column + 24, row: line, width: inside.width - 25, height: 1)
      Sparkline.draw(curve.history, in: room, style: curve.style, on: &canvas)
    }
  }

  /// Wider gaps where there is room, and nothing cut in half.
  private static func gap(_ rows: Int, _ inside: Rectangle) -> Int { inside.height >= rows * 2 - 1 ? 2 : 1 }

  /// The control whose row is at a place.
  static func control(at column: Int, _ row: Int, _ model: Model, in area: Rectangle) -> Focus? {
    let inside = area.inset()
    guard inside.contains(column, row) else { return nil }
    let controls: [Focus] = model.objective.hasMargin ? [.margin, .learningRate] : [.learningRate]
    let rows = 5 + controls.count + (model.objective == .pair ? 0 : 2)
    let gap = inside.height >= 9 ? gap(rows, inside) : 1
    let place = (row - inside.row) / gap
    return (row - inside.row) % gap == 0 && controls.indices.contains(place) ? controls[place] : nil
  }

  private static func drawClose(_ model: Model, in inside: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let latest = model.latest
    var lines: [[Span]] = []
    if model.objective.hasMargin { lines.append(label(.margin, model) + [Span("  ", theme.dim)] + margin(model)) }
    lines.append(
      label(.learningRate, model) + [Span("  ", theme.dim)] + learningRate(model, isLong: inside.width >= 38))
    lines.append([Span("  active  ", theme.dim), Span(active(model, width: 6), theme.text.bold)])
    if model.objective != .pair {
      lines.append([Span("  ")] + mined(model))
    }
    let speed = model.curves.imagesPerSecond.smooth.map { Figures.grouped(rounded($0)) } ?? Figures.missing
    let gradient = latest.map { Figures.fixed(Double($0.gradientNorm), decimals: 2) } ?? Figures.missing
    let rank = latest.map { Figures.fixed(Double($0.effectiveRank), decimals: 1) } ?? Figures.missing
    lines.append([
      Span("  \(speed)", theme.text.bold), Span(" img/s gradient ", theme.dim), Span(gradient, theme.text),
      Span(" rank ", theme.dim), Span(rank, theme.text),
    ])
    for (offset, line) in lines.prefix(inside.height).enumerated() {
      canvas.write(line, column: inside.column, row: inside.row + offset, limit: inside.endColumn)
    }
    let activeRow = model.objective.hasMargin ? 2 : 1
    let room = Rectangle(
      column: inside.column + 19, row: inside.row + activeRow, width: inside.width - 20, height: 1)
    if room.row < inside.endRow {
      Sparkline.draw(model.curves.activeShare, in: room, style: theme.accent, on: &canvas)
    }
  }

  private static func rounded(_ value: Double) -> Int {
    Int(bounded: value.rounded(), to: 0...1_000_000_000)
  }

  /// A control's name, marked where `+` and `-` change it.
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

  /// α, and what is asked of it.
  static func margin(_ model: Model) -> [Span] {
    let theme = model.theme
    let now = Span(Figures.fixed(model.margin, decimals: 2), theme.text.bold)
    if let pending = model.controls.pendingMargin {
      return [
        now, Span(" → \(Figures.fixed(Double(pending), decimals: 2))", theme.accent.bold),
        Span(" pending", theme.dim),
      ]
    }
    return model.controls.isFresh(.margin, at: model.clockSeconds) ? [now, Span(" applied", theme.good)] : [now]
  }

  /// The step's learning rate, its peak, and what is asked of that.
  static func learningRate(_ model: Model, isLong: Bool) -> [Span] {
    let theme = model.theme
    let peak = Double(model.controls.learningRate ?? model.recipe?.learningRate ?? 0)
    let now = model.latest.map { Double($0.learningRate) } ?? peak
    guard model.started != nil else { return [Span(Figures.missing, theme.text)] }
    if let pending = model.controls.pendingLearningRate {
      return [
        Span("→ \(Figures.scientific(Double(pending)))", theme.accent.bold), Span(" pending", theme.dim),
      ]
    }
    var spans = [Span(Figures.scientific(now), theme.text.bold)]
    if model.controls.isFresh(.learningRate, at: model.clockSeconds) {
      spans.append(Span(" applied", theme.good))
    } else if isLong {
      spans.append(Span(" peak \(Figures.scientific(peak))", theme.dim))
    }
    return spans
  }

  /// The newest active share in percent.
  static func active(_ model: Model, width: Int = 0) -> String {
    guard let share = model.latest.map({ Double($0.activeShare) }), share.isFinite else {
      return Figures.padded(Figures.missing, width)
    }
    return Figures.padded(Figures.percent(share) + " %", width)
  }

  private static func mined(_ model: Model) -> [Span] {
    let theme = model.theme
    guard let mined = model.latest?.mined else { return [Span(Figures.missing, theme.text)] }
    return [
      Span(Figures.grouped(mined.easy), theme.text), Span(" easy ", theme.dim),
      Span(Figures.grouped(mined.semiHard), theme.text), Span(" semi-hard ", theme.dim),
      Span(Figures.grouped(mined.hard), theme.text), Span(" hard", theme.dim),
    ]
  }
}
