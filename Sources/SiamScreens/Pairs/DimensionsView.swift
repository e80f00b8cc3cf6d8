import SiamCanvas
import SiamCore

/// |h1 − h2| of a pair as bars, one per dimension, above its means over same-class and different-class pairs.
enum DimensionsView {
  private static let labelColumns = 6

  static func draw(_ pair: ComparedPair, _ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    guard area.width > labelColumns + 8, area.height >= 5, let survey = model.pairs.survey,
      let strip = DimensionStrip(pair, in: survey, columns: area.width - labelColumns - 2)
    else { return }
    var room = Rectangle(column: area.column + 1, row: area.row, width: area.width - 2, height: area.height)
    let head = room.removeTop(1)
    let label = area.width >= 48 ? " dimensions match same pairs" : area.width >= 34 ? " match same" : " ="
    canvas.write(
      [
        Span("|h1 − h2| ", theme.text), Span("\(strip.likeSame)", theme.positive.bold),
        Span(" of \(strip.dimensions)\(label)", theme.dim),
      ], column: head.column, row: head.row, limit: head.endColumn)
    let rest = (room.height - 1) / 3
    let different = room.removeBottom(rest)
    let same = room.removeBottom(rest)
    let verdict = room.removeBottom(1)
    drawBars(strip.pair, "pair", strip, theme.text, in: room, on: &canvas)
    drawBars(strip.same, "same", strip, theme.positive, in: same, on: &canvas)
    drawBars(strip.different, "diff.", strip, theme.negative, in: different, on: &canvas)
    drawVerdict(strip, theme, in: verdict, on: &canvas)
  }

  private static func drawBars(
    _ heights: [Double], _ label: String, _ strip: DimensionStrip, _ style: Style, in room: Rectangle,
    on canvas: inout Canvas
  ) {
    guard !room.isEmpty else { return }
    canvas.write(label, column: room.column, row: room.endRow - 1, style: style)
    var bars = room
    _ = bars.removeLeft(labelColumns)
    canvas.bars(
      heights.flatMap { Array(repeating: $0, count: strip.columnsPerBar) }, in: bars, growth: .up, style: style)
  }

  /// Draws a sign per dimension: whether it is closer to same-class or to different-class pairs.
  private static func drawVerdict(
    _ strip: DimensionStrip, _ theme: Theme, in room: Rectangle, on canvas: inout Canvas
  ) {
    guard !room.isEmpty else { return }
    let differs: Unicode.Scalar = canvas.charset == .ascii ? "#" : "≠"
    canvas.write("match", column: room.column, row: room.row, style: theme.dim)
    for bar in strip.pair.indices {
      let isSame = strip.isLikeSame(bar)
      let cell = Cell(isSame ? "=" : differs, isSame ? theme.positive : theme.negative)
      let column = room.column + labelColumns + bar * strip.columnsPerBar + strip.columnsPerBar / 2
      if column < room.endColumn { canvas[column, room.row] = cell }
    }
  }
}
