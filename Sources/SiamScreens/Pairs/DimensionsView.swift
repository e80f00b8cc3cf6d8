import SiamCanvas
import SiamMessages

/// |h1 − h2| of a pair as bars, a bar a dimension, over what same and different pairs have there on average.
enum DimensionsView {
  private static let labelColumns = 6

  static func draw(_ pair: ComparedPair, _ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    guard area.width > labelColumns + 8, area.height >= 5, let survey = model.pairs.survey,
      let strip = DimensionStrip(pair, in: survey, columns: area.width - labelColumns - 2)
    else { return }
    var room = Rectangle(column: area.column + 1, row: area.row, width: area.width - 2, height: area.height)
    let head = room.takeTop(1)
    let words = area.width >= 44 ? " dimensions are as in same pairs" : area.width >= 30 ? " as in same" : " ="
    canvas.write(
      [
        Span("|h1 − h2| ", theme.text), Span("\(strip.likeSame)", theme.positive.bold),
        Span(" of \(strip.dimensions)\(words)", theme.dim),
      ], column: head.column, row: head.row, limit: head.endColumn)
    let rest = (room.height - 1) / 3
    let different = room.takeBottom(rest)
    let same = room.takeBottom(rest)
    let verdict = room.takeBottom(1)
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
    _ = bars.takeLeft(labelColumns)
    canvas.bars(
      heights.flatMap { Array(repeating: $0, count: strip.columnsPerBar) }, in: bars, growth: .up, style: style)
  }

  /// Which kind of pair each dimension speaks for.
  private static func drawVerdict(
    _ strip: DimensionStrip, _ theme: Theme, in room: Rectangle, on canvas: inout Canvas
  ) {
    guard !room.isEmpty else { return }
    let differs: Unicode.Scalar = canvas.charset == .ascii ? "#" : "≠"
    canvas.write("says", column: room.column, row: room.row, style: theme.dim)
    for bar in strip.pair.indices {
      let isSame = strip.isLikeSame(bar)
      let cell = Cell(isSame ? "=" : differs, isSame ? theme.positive : theme.negative)
      let column = room.column + labelColumns + bar * strip.columnsPerBar + strip.columnsPerBar / 2
      if column < room.endColumn { canvas[column, room.row] = cell }
    }
  }
}
