import SiamCanvas
import SiamCore

/// The score of one class of the support set: its signs and name, a bar for the similarity, the change after an image
/// was swapped, and the distance.
struct ScoreBar {
  let way: Int
  let name: String
  let nameWidth: Int
  let truth: Int?
  let score: QueryScore?
  let previous: QueryScore?
  let isSolid: Bool

  func draw(in row: Rectangle, _ theme: Theme, on canvas: inout Canvas) {
    var rest = row
    drawSigns(in: rest.removeLeft(3), theme, on: &canvas)
    let label = rest.removeLeft(nameWidth)
    canvas.write(
      [Span(name, isPredicted ? theme.title : theme.text)], column: label.column, row: row.row, limit: label.endColumn)
    _ = rest.removeLeft(1)
    if rest.width >= 34 {
      let value = score?.distance(of: way).map { NumberFormat.fixed(Double($0), decimals: 3) } ?? NumberFormat.missing
      canvas.write(
        [Span("d ", theme.faint), Span(value, theme.dim)], in: rest.removeRight(8), row: row.row, align: .right)
    }
    if rest.width >= 24, previous != nil {
      let room = rest.removeRight(7)
      if let change { canvas.write([Span(text(change), theme.accent)], in: room, row: row.row, align: .right) }
    }
    let value = rest.removeRight(5)
    guard let similarity = score?.similarity(of: way) else {
      canvas.lengthBar(0, in: rest, style: theme.faint, rail: theme.faint)
      return
    }
    canvas.write([Span(ScoreText.similarity(similarity), theme.text.bold)], in: value, row: row.row, align: .right)
    canvas.lengthBar(
      Double(similarity), in: rest, isSolid: isSolid, style: ScoreText.style(of: way, truth: truth, theme),
      rail: theme.faint)
    if change != nil, let before = previous?.similarity(of: way) {
      let offset = Int(bounded: Double(before) * Double(rest.width), to: 0...max(0, rest.width - 1))
      canvas[rest.column + offset, row.row] = Cell(canvas.charset.border.vertical, theme.accent.bold)
    }
  }

  private var isPredicted: Bool { score?.prediction == way }

  private func drawSigns(in room: Rectangle, _ theme: Theme, on canvas: inout Canvas) {
    let isWrong = isPredicted && truth != nil && truth != way
    canvas.write(
      [
        Span(isPredicted ? ScoreText.predictionSign : " ", isWrong ? theme.warning.bold : theme.accent.bold),
        Span(truth == way ? ScoreText.truthSign : " ", theme.positive.bold),
      ], column: room.column, row: room.row, limit: room.endColumn)
  }

  /// The change of the similarity since an image was swapped; nil if it is below 0.005.
  private var change: Double? {
    guard let before = previous?.similarity(of: way), let now = score?.similarity(of: way) else { return nil }
    let change = Double(now) - Double(before)
    return change.isFinite && abs(change) >= 0.005 ? change : nil
  }

  private func text(_ change: Double) -> String {
    (change > 0 ? "+" : "−") + NumberFormat.fixed(abs(change), decimals: 2)
  }
}
