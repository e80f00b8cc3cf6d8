import SiamCanvas
import SiamCore

/// The images of one similar pair.
enum SimilarPairPanel {
  static func draw(_ pair: SimilarPair, _ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let inside = canvas.panel(
      area, title: [Span("similar pair", theme.title)],
      trailing: [
        Span("d ", theme.dim), Span(NumberFormat.fixed(Double(pair.distance), decimals: 3), theme.negative.bold),
      ], border: theme.faint)
    guard !inside.isEmpty else { return }
    var room = inside
    let explanation =
      "These two classes are hard to distinguish: the images are closer to each other than either is to its own class."
    if room.height >= 12 {
      let lines = explanation.wrapped(to: max(1, room.width - 2))
      let text = room.removeBottom(min(lines.count, room.height / 2))
      for (offset, line) in lines.prefix(text.height).enumerated() {
        canvas.write(line, column: text.column + 1, row: text.row + offset, limit: text.endColumn, style: theme.dim)
      }
      _ = room.removeBottom(1)
    }
    room = room.centred(width: room.width, height: min(room.height, room.width / 4 + 1))
    PairImages.draw(captioned(pair.first, model), captioned(pair.second, model), model, in: room, on: &canvas)
  }

  private static func captioned(_ image: ImageID, _ model: Model) -> PairImages.Captioned {
    let name = model.space.chart?.summary(of: image)?.name ?? ""
    return PairImages.Captioned(image: image, caption: [Span(name, model.theme.text)])
  }
}
