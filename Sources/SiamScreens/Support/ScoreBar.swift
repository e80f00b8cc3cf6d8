import SiamCanvas
import SiamMessages

/// One class of the support set against the query: its signs and name, a bar with its similarity, what a swapped
/// image changed, its distance.
struct ScoreBar {
  let way: Int
  let name: String
  let nameWidth: Int
  let truth: Int?
  let score: QueryScore?
  let former: QueryScore?
  let isSolid: Bool

  func draw(in row: Rectangle, _ theme: Theme, on canvas: inout Canvas) {
    var rest = row
    drawSigns(in: rest.takeLeft(3), theme, on: &canvas)
    let label = rest.takeLeft(nameWidth)
    canvas.write(
      [Span(name, isNamed ? theme.title : theme.text)], column: label.column, row: row.row, limit: label.endColumn)
    _ = rest.takeLeft(1)
    if rest.width >= 34 {
      let value = score?.distance(of: way).map { Figures.fixed(Double($0), decimals: 3) } ?? Figures.missing
      canvas.write(
        [Span("d ", theme.faint), Span(value, theme.dim)], in: rest.takeRight(8), row: row.row, align: .right)
    }
    if rest.width >= 24, former != nil {
      let room = rest.takeRight(7)
      if let change { canvas.write([Span(words(change), theme.accent)], in: room, row: row.row, align: .right) }
    }
    let value = rest.takeRight(5)
    guard let similarity = score?.similarity(of: way) else {
      canvas.lengthBar(0, in: rest, style: theme.faint, rail: theme.faint)
      return
    }
    canvas.write([Span(ScoreWords.similarity(similarity), theme.text.bold)], in: value, row: row.row, align: .right)
    canvas.lengthBar(
      Double(similarity), in: rest, isSolid: isSolid, style: ScoreWords.style(of: way, truth: truth, theme),
      rail: theme.faint)
    if change != nil, let before = former?.similarity(of: way) {
      let offset = Int(bounded: Double(before) * Double(rest.width), to: 0...max(0, rest.width - 1))
      canvas[rest.column + offset, row.row] = Cell(canvas.charset.border.vertical, theme.accent.bold)
    }
  }

  private var isNamed: Bool { score?.prediction == way }

  private func drawSigns(in room: Rectangle, _ theme: Theme, on canvas: inout Canvas) {
    let isWrong = isNamed && truth != nil && truth != way
    canvas.write(
      [
        Span(isNamed ? ScoreWords.namedSign : " ", isWrong ? theme.warning.bold : theme.accent.bold),
        Span(truth == way ? ScoreWords.truthSign : " ", theme.positive.bold),
      ], column: room.column, row: room.row, limit: room.endColumn)
  }

  /// How far the similarity has moved since the image was swapped; nil where not worth a word.
  private var change: Double? {
    guard let before = former?.similarity(of: way), let now = score?.similarity(of: way) else { return nil }
    let change = Double(now) - Double(before)
    return change.isFinite && abs(change) >= 0.005 ? change : nil
  }

  private func words(_ change: Double) -> String {
    (change > 0 ? "+" : "−") + Figures.fixed(abs(change), decimals: 2)
  }
}
