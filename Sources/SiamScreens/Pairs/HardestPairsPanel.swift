import SiamCanvas
import SiamCore

/// The hardest pairs: different classes that look the same to the network, and same classes that look different.
enum HardestPairsPanel {
  static func draw(_ model: Model, in layout: PairsLayout, on canvas: inout Canvas) {
    let theme = model.theme
    let pairs = model.pairs.hardest
    let inside = canvas.panel(
      layout.list, title: [Span("hardest pairs", theme.title)],
      trailing: [Span("step ", theme.dim), Span(step(model), theme.text)], border: theme.faint)
    guard inside.width >= 16 else { return }
    let chosen = model.pairs.chosenIndex ?? 0
    let first = layout.firstListed(chosen: chosen, of: pairs.count)
    for (row, pair) in pairs.dropFirst(first).prefix(inside.height).enumerated() {
      drawRow(pair, theme, isChosen: first + row == chosen, row: inside.row + row, in: inside, on: &canvas)
    }
  }

  /// The sign of a same-class or a different-class pair.
  static func sign(_ pair: ComparedPair, _ charset: Charset) -> Unicode.Scalar {
    pair.isSame ? "=" : charset == .ascii ? "#" : "≠"
  }

  private static func step(_ model: Model) -> String {
    model.pairs.survey.map { NumberFormat.grouped(Model.boundedStep($0.step)) } ?? NumberFormat.missing
  }

  private static func drawRow(
    _ pair: ComparedPair, _ theme: Theme, isChosen: Bool, row: Int, in room: Rectangle, on canvas: inout Canvas
  ) {
    let kind = pair.isSame ? theme.positive : theme.negative
    let text = isChosen ? theme.text.adding(.reverse) : theme.text
    if isChosen {
      canvas.fill(Rectangle(column: room.column, row: row, width: room.width, height: 1), with: Cell(" ", text))
    }
    canvas[room.column + 1, row] = Cell(sign(pair, canvas.charset), isChosen ? text : kind.bold)
    let limit = room.endColumn - 7
    let names = pair.isSame ? pair.firstClass : "\(pair.firstClass) – \(pair.secondClass)"
    canvas.write(names, column: room.column + 3, row: row, limit: limit, style: text)
    canvas.write(
      [Span(NumberFormat.fixed(Double(pair.similarity), decimals: 3, width: 6) + " ", isChosen ? text : kind)],
      in: room,
      row: row, align: .right)
  }
}
