import SiamCanvas
import SiamCore

/// Histograms of d⁺ above and d⁻ below one axis, with a ruler of length α that starts at the mean d⁺: negatives left of
/// its end cause a loss.
enum DistancesPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let inside = canvas.panel(
      area, title: title(model), trailing: summary(model, width: area.width), border: theme.faint)
    guard inside.height >= 3, inside.width >= 10 else { return }
    var room = inside
    let hasLabelRow = inside.height >= 7
    let labelRow = hasLabelRow ? room.removeBottom(1).row : area.endRow - 1
    let above = room.removeTop((room.height - 1) / 2)
    let axisRow = room.removeTop(1).row
    let below = room
    let axis = Axis(0, model.distanceRange.end)

    if let latest = model.latest {
      canvas.bars(
        columns(latest.positiveHistogram, axis: axis, width: above.width), in: above, growth: .up,
        style: theme.positive)
      canvas.bars(
        columns(latest.negativeHistogram, axis: axis, width: below.width), in: below, growth: .down,
        style: theme.negative)
    }
    drawAxis(axis, row: axisRow, labelRow: labelRow, in: inside, isOnBorder: !hasLabelRow, theme: theme, on: &canvas)
    drawRuler(model, axis: axis, row: axisRow, in: inside, on: &canvas)
    if above.height >= 2 {
      let same = model.objective == .pair ? "same class" : "d⁺ to the same class"
      let other = model.objective == .pair ? "different classes" : "d⁻ to other classes"
      drawCaption(same, style: theme.positive, row: above.row, in: above, on: &canvas)
      drawCaption(other, style: theme.negative, row: below.endRow - 1, in: below, on: &canvas)
    }
  }

  /// Returns the distance at a column of the panel, limited to the axis.
  static func distance(at column: Int, _ model: Model, in area: Rectangle) -> Double {
    let inside = area.inset()
    let share = (Double(column - inside.column) + 0.5) / Double(max(1, inside.width))
    return min(1, max(0, share)) * model.distanceRange.end
  }

  private static func title(_ model: Model) -> [Span] {
    [Span("distances", model.theme.title)]
  }

  private static func summary(_ model: Model, width: Int) -> [Span] {
    guard let latest = model.latest else { return [] }
    let theme = model.theme
    let positive = Double(latest.positiveDistance)
    let negative = Double(latest.negativeDistance)
    let spans = [
      Span("d⁺ ", theme.positive), Span(NumberFormat.fixed(positive, decimals: 3), theme.positive.bold),
      Span("  d⁻ ", theme.negative), Span(NumberFormat.fixed(negative, decimals: 3), theme.negative.bold),
    ]
    guard width >= 48 else { return spans }
    return spans + [
      Span("  gap ", theme.dim), Span(NumberFormat.fixed(negative - positive, decimals: 3), theme.text),
    ]
  }

  /// Resamples a histogram over 0…`end` to the columns of an axis; the highest column is 1.
  static func columns(_ histogram: [Int], upTo end: Double = 4, axis: Axis, width: Int) -> [Double] {
    guard !histogram.isEmpty, width > 0 else { return [] }
    let binWidth = end / Double(histogram.count)
    let columnWidth = (axis.high - axis.low) / Double(width)
    var heights = [Double](repeating: 0, count: width)
    for column in 0..<width {
      let low = axis.low + Double(column) * columnWidth
      let high = low + columnWidth
      let first = Int(bounded: low / binWidth, to: 0...histogram.count - 1)
      let last = Int(bounded: (high / binWidth).rounded(.up) - 1, to: first...histogram.count - 1)
      for bin in first...last {
        let overlap = min(high, Double(bin + 1) * binWidth) - max(low, Double(bin) * binWidth)
        heights[column] += Double(max(0, histogram[bin])) * max(0, overlap) / binWidth
      }
    }
    let highest = heights.max() ?? 0
    return highest > 0 ? heights.map { $0 / highest } : heights
  }

  private static func drawAxis(
    _ axis: Axis, row: Int, labelRow: Int, in room: Rectangle, isOnBorder: Bool, theme: Theme, on canvas: inout Canvas
  ) {
    let isASCII = canvas.charset == .ascii
    for column in room.column..<room.endColumn { canvas[column, row] = Cell(isASCII ? "-" : "─", theme.faint) }
    var free = room.column
    for tick in axis.ticks(max(2, room.width / 10)) {
      guard let column = column(of: tick.value, axis: axis, in: room) else { continue }
      canvas[column, row] = Cell(isASCII ? "+" : "┼", theme.faint)
      let text = isOnBorder ? " \(tick.label) " : tick.label
      let width = text.count
      let start = min(max(room.column, column - width / 2), room.endColumn - width)
      guard start >= free else { continue }
      free = canvas.write(text, column: start, row: labelRow, style: theme.dim) + 1
    }
  }

  private static func column(of value: Double, axis: Axis, in room: Rectangle) -> Int? {
    guard let share = axis.share(value), share >= -0.001, share <= 1.001 else { return nil }
    return room.column + Int(bounded: share * Double(room.width), to: 0...room.width - 1)
  }

  private static func drawRuler(
    _ model: Model, axis: Axis, row: Int, in room: Rectangle, on canvas: inout Canvas
  ) {
    guard let latest = model.latest, let mean = column(of: Double(latest.positiveDistance), axis: axis, in: room) else {
      return
    }
    let theme = model.theme
    let isASCII = canvas.charset == .ascii
    let negative = column(of: Double(latest.negativeDistance), axis: axis, in: room)
    if let negative { canvas[negative, row] = Cell(isASCII ? "v" : "▼", theme.negative.bold) }
    let positive = Double(latest.positiveDistance)
    if let reach = MarginReach.beyond(positive, margin: model.requestedMargin, model.recipe) {
      let end = positive + reach
      let letter = MarginReach.letter(model.recipe)
      let stop = column(of: min(end, axis.high), axis: axis, in: room) ?? room.endColumn - 1
      if stop > mean {
        for column in mean...stop { canvas[column, row] = Cell(isASCII ? "=" : "━", theme.accent) }
        canvas[stop, row] = Cell(isASCII ? "]" : "┫", theme.accent)
        if stop - mean >= 4 {
          canvas.write(" \(letter) ", column: (mean + stop) / 2 - 1, row: row, style: theme.accent.bold)
        } else {
          canvas.write(letter, column: stop + 1, row: row, limit: room.endColumn, style: theme.accent.bold)
        }
      }
      // The end of the ruler covers the mark of the mean d⁻ only at the very same column.
      if let negative, negative != stop { canvas[negative, row] = Cell(isASCII ? "v" : "▼", theme.negative.bold) }
    }
    canvas[mean, row] = Cell(isASCII ? "^" : "▲", theme.positive.bold)
  }

  private static func drawCaption(
    _ text: String, style: Style, row: Int, in room: Rectangle, on canvas: inout Canvas
  ) {
    // At the right end, unless it would cover bars.
    let width = canvas.charset.columns(text) + 1
    let start = room.endColumn - width
    guard start > room.column, (start..<room.endColumn).allSatisfy({ canvas[$0, row].scalar == " " }) else { return }
    canvas.write(text, column: start, row: row, limit: room.endColumn, style: style)
  }
}
