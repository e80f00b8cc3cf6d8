import SiamCanvas
import SiamMessages

/// One pair of look-alikes as pictures.
enum LookAlikePanel {
  static func draw(_ pair: LookAlike, _ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let inside = canvas.panel(
      area, title: [Span("look-alikes", theme.title)],
      figures: [
        Span("d ", theme.dim), Span(Figures.fixed(Double(pair.distance), decimals: 3), theme.negative.bold),
      ], border: theme.faint)
    guard !inside.isEmpty else { return }
    var room = inside
    let words =
      "These two classes are hard to tell apart: the two images lie closer together than either does to its own class."
    if room.height >= 12 {
      let lines = words.wrapped(to: max(1, room.width - 2))
      let text = room.takeBottom(min(lines.count, room.height / 2))
      for (offset, line) in lines.prefix(text.height).enumerated() {
        canvas.write(line, column: text.column + 1, row: text.row + offset, limit: text.endColumn, style: theme.dim)
      }
      _ = room.takeBottom(1)
    }
    room = room.centred(width: room.width, height: min(room.height, room.width / 4 + 1))
    PairPictures.draw(side(pair.first, model), side(pair.second, model), model, in: room, on: &canvas)
  }

  private static func side(_ image: ImageID, _ model: Model) -> PairPictures.Side {
    let name = model.space.chart?.summary(of: image)?.name ?? ""
    return PairPictures.Side(image: image, caption: [Span(name, model.theme.text)])
  }
}
