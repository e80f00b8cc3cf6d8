import SiamCanvas
import SiamCore

/// The images of the chosen pair, and the dimensions in which their embeddings differ.
enum PairPanel {
  /// The number of rows of the strip below the images.
  private static let stripRows = 6

  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    guard let pair = model.pairs.shownPair else {
      canvas.panel(area, title: [Span("pair", theme.title)], border: theme.faint)
      return
    }
    let inside = canvas.panel(
      area, title: title(pair, theme, canvas.charset, isWide: area.width >= 38),
      trailing: summary(pair, theme, isWide: area.width >= 60), border: theme.faint)
    guard !inside.isEmpty else { return }
    var room = inside
    if room.height >= 10 {
      let rows = room.height >= 20 ? stripRows + 3 : stripRows - 1
      DimensionsView.draw(pair, model, in: room.removeBottom(rows), on: &canvas)
    }
    if area.width < 60 {
      let line = room.removeBottom(1)
      canvas.write(summary(pair, theme, isWide: true), in: line, row: line.row, align: .centre)
    }
    let name = { (text: String) in [Span(text, theme.text)] }
    PairImages.draw(
      PairImages.Captioned(image: pair.first, caption: name(pair.firstClass)),
      PairImages.Captioned(image: pair.second, caption: name(pair.secondClass)), model, in: room, on: &canvas)
  }

  private static func title(_ pair: ComparedPair, _ theme: Theme, _ charset: Charset, isWide: Bool) -> [Span] {
    let kind = pair.isSame ? theme.positive : theme.negative
    return [
      Span("\(Character(HardestPairsPanel.sign(pair, charset))) ", kind.bold),
      Span(pair.isSame ? "looks different" : "looks the same", theme.title),
      Span(!isWide ? "" : pair.isSame ? ", is the same" : ", is different", kind),
    ]
  }

  private static func summary(_ pair: ComparedPair, _ theme: Theme, isWide: Bool) -> [Span] {
    guard isWide else { return [] }
    return [
      Span("similarity ", theme.dim), Span(NumberFormat.fixed(Double(pair.similarity), decimals: 3), theme.text.bold),
      Span("  d ", theme.dim), Span(NumberFormat.fixed(Double(pair.distance), decimals: 3), theme.text.bold),
    ]
  }
}
