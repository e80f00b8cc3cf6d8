import SiamCanvas
import SiamCore

/// The list of similar pairs: images of different classes that are closer to each other than either is to its own
/// class, the closest first.
enum SimilarPairsPanel {
  /// The maximum number of pairs to mark on the map.
  static let maxMarked = 30

  static func draw(_ model: Model, in layout: SpaceLayout, on canvas: inout Canvas) {
    let theme = model.theme
    let pairs = model.space.chart?.similarPairs ?? []
    let hasFocus = model.space.focus == .similarPairs
    let inside = canvas.panel(
      layout.similarPairs,
      title: [MapSign.similarPair.span(theme, canvas.charset), Span(" similar pairs", theme.title)],
      trailing: [Span(NumberFormat.grouped(pairs.count), theme.text)],
      border: hasFocus ? theme.accent : theme.faint)
    guard inside.width >= 12 else { return }
    guard !pairs.isEmpty else {
      if model.space.chart != nil {
        Placeholder.draw("no image is closer to another class than to its own", model.theme, in: inside, on: &canvas)
      }
      return
    }
    let chosen = model.space.pairIndex ?? 0
    let first = layout.firstListed(chosen: chosen, of: pairs.count)
    for (row, pair) in pairs.dropFirst(first).prefix(inside.height).enumerated() {
      drawRow(pair, model, isChosen: first + row == chosen && hasFocus, row: inside.row + row, in: inside, on: &canvas)
    }
  }

  private static func drawRow(
    _ pair: SimilarPair, _ model: Model, isChosen: Bool, row: Int, in room: Rectangle, on canvas: inout Canvas
  ) {
    let theme = model.theme
    let style = isChosen ? theme.text.adding(.reverse) : theme.text
    let name = { (image: ImageID) in model.space.chart?.summary(of: image)?.name ?? "" }
    let each = min(20, (room.width - 12) / 2)
    if isChosen {
      canvas.fill(Rectangle(column: room.column, row: row, width: room.width, height: 1), with: Cell(" ", style))
    }
    canvas.write(name(pair.first), column: room.column + 1, row: row, limit: room.column + 1 + each, style: style)
    canvas.write("–", column: room.column + 2 + each, row: row, style: style)
    canvas.write(
      name(pair.second), column: room.column + 4 + each, row: row, limit: room.column + 4 + 2 * each, style: style)
    canvas.write(
      [Span(NumberFormat.fixed(Double(pair.distance), decimals: 3, width: 6) + " ", isChosen ? style : theme.dim)],
      in: room, row: row, align: .right)
  }
}
