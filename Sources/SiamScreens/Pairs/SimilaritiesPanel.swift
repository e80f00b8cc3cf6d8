import SiamCanvas
import SiamCore

/// The histograms of the similarities of same-class pairs (upwards) and different-class pairs (downwards) over one
/// axis, with the threshold. Misclassified pairs are bright.
enum SimilaritiesPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let inside = canvas.panel(
      area, title: [Span("similarity", theme.title)], trailing: summary(model), border: theme.faint)
    guard inside.height >= 3, inside.width >= 10 else { return }
    guard let survey = model.pairs.survey, let rates = model.pairs.rates, let threshold = model.pairs.threshold else {
      Placeholder.draw(note(model), model.theme, in: inside, on: &canvas)
      return
    }
    var room = inside
    let labels = room.removeBottom(1)
    let above = room.removeTop((room.height - 1) / 2)
    let axisRow = room.removeTop(1).row
    let below = room
    let axis = axis(survey)
    let split = column(rates.similarity(threshold), axis: axis, in: inside)
    let same = heights(survey.same, axis: axis, width: inside.width)
    let different = heights(survey.different, axis: axis, width: inside.width)
    let only = { (heights: [Double], isWanted: (Int) -> Bool) in
      heights.enumerated().map { isWanted(inside.column + $0) ? $1 : 0 }
    }
    canvas.bars(only(same) { $0 >= split }, in: above, growth: .up, style: theme.faded(theme.positive, to: 0.5))
    canvas.bars(only(same) { $0 < split }, in: above, growth: .up, style: theme.positive)
    canvas.bars(only(different) { $0 < split }, in: below, growth: .down, style: theme.faded(theme.negative, to: 0.5))
    canvas.bars(only(different) { $0 >= split }, in: below, growth: .down, style: theme.negative)
    drawAxis(axis, row: axisRow, labels: labels, in: inside, theme: theme, on: &canvas)
    drawThreshold(model, split: split, axis: axis, row: axisRow, labels: labels, in: inside, on: &canvas)
    drawRates(model, rates, threshold, above: above, below: below, on: &canvas)
    drawMarks(model, axis: axis, row: axisRow, border: area.endRow - 1, in: inside, on: &canvas)
  }

  private static func summary(_ model: Model) -> [Span] {
    guard let rates = model.pairs.rates, let threshold = model.pairs.threshold else { return [] }
    let theme = model.theme
    return [
      Span("accuracy", theme.dim),
      Span(NumberFormat.percent(rates.accuracy(threshold), decimals: 2, width: 7) + " %", theme.text.bold),
      Span(" at ", theme.dim),
      Span(NumberFormat.fixed(rates.similarity(threshold), decimals: 3), theme.accent.bold),
    ]
  }

  private static func note(_ model: Model) -> String {
    if let reason = model.queryTracker.refusals[.pairs] { return reason }
    return model.pairs.survey == nil
      ? "comparing pairs of classes the network was never trained on…" : "no pairs to compare"
  }

  /// The axis of similarities: it ends at 1 and starts at the last quarter below which there are no pairs.
  static func axis(_ survey: PairSurvey) -> Axis {
    let bins = survey.same.count
    let first = survey.same.indices.first { bin in
      survey.same[bin] > 0 || (survey.different.indices.contains(bin) && survey.different[bin] > 0)
    }
    let quarter = (Double(first ?? 0) / Double(max(1, bins)) * 4).rounded(.down) / 4
    return Axis(min(0.75, quarter), 1)
  }

  /// The heights of the columns as shares of the highest. Square roots keep small counts visible beside large ones.
  private static func heights(_ histogram: [Int], axis: Axis, width: Int) -> [Double] {
    DistancesPanel.columns(histogram, upTo: 1, axis: axis, width: width).map { max($0, 0).squareRoot() }
  }

  /// The column of a similarity.
  static func column(_ similarity: Double, axis: Axis, in room: Rectangle) -> Int {
    room.column + Int(bounded: (axis.share(similarity) ?? 0) * Double(room.width), to: 0...max(0, room.width - 1))
  }

  /// The similarity in the middle of a column.
  static func similarity(_ column: Int, axis: Axis, in room: Rectangle) -> Double {
    axis.low + (Double(column - room.column) + 0.5) / Double(max(1, room.width)) * (axis.high - axis.low)
  }

  private static func drawAxis(
    _ axis: Axis, row: Int, labels: Rectangle, in room: Rectangle, theme: Theme, on canvas: inout Canvas
  ) {
    let isASCII = canvas.charset == .ascii
    for column in room.column..<room.endColumn { canvas[column, row] = Cell(isASCII ? "-" : "─", theme.faint) }
    var free = room.column
    for tick in axis.ticks(max(2, room.width / 10)) {
      let column = column(tick.value, axis: axis, in: room)
      canvas[column, row] = Cell(isASCII ? "+" : "┼", theme.faint)
      let start = min(max(room.column, column - tick.label.count / 2), room.endColumn - tick.label.count)
      guard start >= free else { continue }
      free = canvas.write(tick.label, column: start, row: labels.row, style: theme.dim) + 1
    }
  }

  private static func drawThreshold(
    _ model: Model, split: Int, axis: Axis, row: Int, labels: Rectangle, in room: Rectangle, on canvas: inout Canvas
  ) {
    let theme = model.theme
    guard let rates = model.pairs.rates, let threshold = model.pairs.threshold else { return }
    let isASCII = canvas.charset == .ascii
    for line in room.row..<labels.row { canvas[split, line] = Cell(isASCII ? "|" : "┃", theme.accent) }
    canvas[split, row] = Cell(isASCII ? "#" : "╋", theme.accent.bold)
    let label = " \(NumberFormat.fixed(rates.similarity(threshold), decimals: 3)) "
    let start = min(max(room.column, split - label.count / 2), room.endColumn - label.count)
    // Erases the rest of a tick label that the threshold's label covers in part.
    for column in [start - 1, start + label.count] where room.contains(column, labels.row) {
      let step = column < start ? -1 : 1
      var erased = column
      while room.contains(erased, labels.row), canvas[erased, labels.row].scalar != " " {
        canvas[erased, labels.row] = Cell()
        erased += step
      }
    }
    canvas.write(label, column: start, row: labels.row, limit: room.endColumn, style: theme.accent.bold)
  }

  /// Draws the false non-match and the false match rate, each on the side of its errors.
  private static func drawRates(
    _ model: Model, _ rates: ThresholdRates, _ threshold: Int, above: Rectangle, below: Rectangle,
    on canvas: inout Canvas
  ) {
    let theme = model.theme
    let isWide = above.width >= 40
    let nonMatches = NumberFormat.percent(rates.falseNonMatchRate(threshold), decimals: 2, width: 7) + " %"
    let matches = NumberFormat.percent(rates.falseMatchRate(threshold), decimals: 2, width: 7) + " %"
    canvas.write(
      [Span(isWide ? " false non-matches" : " non-matches", theme.positive), Span(nonMatches, theme.positive.bold)],
      in: above, row: above.row, align: .left)
    canvas.write(
      [
        Span(isWide ? " false matches" : " matches", theme.negative), Span(matches + " ", theme.negative.bold),
      ], in: below, row: below.endRow - 1, align: .right)
  }

  /// Marks the most accurate threshold and the one saved with the run on the axis, and labels them on the border.
  private static func drawMarks(
    _ model: Model, axis: Axis, row: Int, border: Int, in room: Rectangle, on canvas: inout Canvas
  ) {
    let theme = model.theme
    let isASCII = canvas.charset == .ascii
    var marks: [(sign: Unicode.Scalar, style: Style, label: String, similarity: Double)] = []
    if let best = model.pairs.best, let rates = model.pairs.rates {
      marks.append((isASCII ? "^" : "▲", theme.good, "best", rates.similarity(best)))
    }
    if let own = model.exploration?.threshold, own.similarity.isFinite {
      marks.append((isASCII ? "o" : "◇", theme.text, "saved", Double(own.similarity)))
    }
    var spans: [Span] = []
    for mark in marks {
      canvas[column(mark.similarity, axis: axis, in: room), row] = Cell(mark.sign, mark.style.bold)
      spans += [
        Span(" " + String(Character(mark.sign)), mark.style),
        Span(" \(mark.label) \(NumberFormat.fixed(mark.similarity, decimals: 3)) ", theme.dim),
      ]
    }
    canvas.write(spans, column: room.column + 1, row: border, limit: room.endColumn - 1)
  }
}
