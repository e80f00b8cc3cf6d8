import SiamCanvas
import SiamMessages

/// The chosen pair as pictures, and which dimensions of its embeddings differ.
enum PairPanel {
  /// Rows of the strip below the pictures, where there is room for it.
  private static let stripRows = 6

  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    guard let pair = model.pairs.shownPair else {
      canvas.panel(area, title: [Span("pair", theme.title)], border: theme.faint)
      return
    }
    let inside = canvas.panel(
      area, title: title(pair, theme, canvas.charset, isWide: area.width >= 38),
      figures: figures(pair, theme, isWide: area.width >= 60), border: theme.faint)
    guard !inside.isEmpty else { return }
    var room = inside
    if room.height >= 10 {
      let rows = room.height >= 20 ? stripRows + 3 : stripRows - 1
      DimensionsView.draw(pair, model, in: room.takeBottom(rows), on: &canvas)
    }
    if area.width < 60 {
      let line = room.takeBottom(1)
      canvas.write(figures(pair, theme, isWide: true), in: line, row: line.row, align: .centre)
    }
    let name = { (text: String) in [Span(text, theme.text)] }
    PairPictures.draw(
      PairPictures.Side(image: pair.first, caption: name(pair.firstClass)),
      PairPictures.Side(image: pair.second, caption: name(pair.secondClass)), model, in: room, on: &canvas)
  }

  private static func title(_ pair: ComparedPair, _ theme: Theme, _ charset: Charset, isWide: Bool) -> [Span] {
    let kind = pair.isSame ? theme.positive : theme.negative
    return [
      Span("\(Character(WrongPairsPanel.sign(pair, charset))) ", kind.bold),
      Span(pair.isSame ? "looks different" : "looks the same", theme.title),
      Span(!isWide ? "" : pair.isSame ? ", is the same" : ", is different", kind),
    ]
  }

  private static func figures(_ pair: ComparedPair, _ theme: Theme, isWide: Bool) -> [Span] {
    guard isWide else { return [] }
    return [
      Span("similar ", theme.dim), Span(Figures.fixed(Double(pair.similarity), decimals: 3), theme.text.bold),
      Span("  d ", theme.dim), Span(Figures.fixed(Double(pair.distance), decimals: 3), theme.text.bold),
    ]
  }
}
