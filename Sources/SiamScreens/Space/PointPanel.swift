import SiamCanvas
import SiamMessages

/// The chosen image: its picture, its class, and the pictures nearest to it in all dimensions.
enum PointPanel {
  /// Neighbours that are asked for.
  static let mostNeighbours = 12

  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let inside = canvas.panel(
      area, title: [Span("chosen", theme.title)], figures: figures(model, width: area.width), border: theme.faint)
    guard !inside.isEmpty, let chosen = model.space.chosen else { return }
    let layout = NeighbourTiles(in: inside)
    ImageView.draw(chosen, model, in: layout.picture, on: &canvas)
    for (offset, line) in words(chosen, model, columns: layout.words.width).prefix(layout.words.height).enumerated() {
      canvas.write(
        line, column: layout.words.column, row: layout.words.row + offset, limit: layout.words.endColumn)
    }
    for (neighbour, tile) in zip(model.space.neighbours ?? [], layout.tiles) {
      drawTile(neighbour, model, in: tile, on: &canvas)
    }
  }

  private static func figures(_ model: Model, width: Int) -> [Span] {
    guard let neighbours = model.space.neighbours, !neighbours.isEmpty else { return [] }
    let right = neighbours.count { $0.isSameClass }
    return [
      Span("\(right) of \(neighbours.count)", right * 2 > neighbours.count ? model.theme.good : model.theme.warning),
      Span(width >= 38 ? " near are its class" : " its class", model.theme.dim),
    ]
  }

  private static func words(_ chosen: ImageID, _ model: Model, columns: Int) -> [[Span]] {
    let theme = model.theme
    let summary = model.space.chart?.summary(of: chosen)
    let name = summary?.name ?? model.pictures.picture(chosen)?.className ?? ""
    var lines = name.wrapped(to: max(1, columns)).prefix(2).map { [Span($0, theme.positive.bold)] }
    if let group = summary?.group { lines.append([Span(group, theme.dim)]) }
    guard let nearest = model.space.neighbours?.first else {
      lines.append([Span(model.inquiries.refusals[.neighbours] ?? "looking for its neighbours…", theme.dim)])
      return lines
    }
    let sign: MapSign = nearest.isSameClass ? .sameClass : .otherClass
    let verdict = nearest.isSameClass ? "nearest: its class" : "nearest: another"
    lines += verdict.wrapped(to: max(1, columns)).map { [Span($0, sign.style(theme))] }
    if !nearest.isSameClass { lines.append([Span(nearest.className, sign.style(theme).bold)]) }
    lines.append([Span("d ", theme.dim), Span(Figures.fixed(Double(nearest.distance), decimals: 3), theme.text)])
    return lines
  }

  private static func drawTile(
    _ neighbour: Neighbour, _ model: Model, in tile: Rectangle, on canvas: inout Canvas
  ) {
    let sign: MapSign = neighbour.isSameClass ? .sameClass : .otherClass
    let style = sign.style(model.theme)
    var room = tile
    let name = room.takeBottom(1)
    let distance = room.takeBottom(1)
    ImageView.draw(neighbour.image, model, in: room, on: &canvas)
    canvas.write(
      [
        sign.span(model.theme, canvas.charset),
        Span(" " + Figures.fixed(Double(neighbour.distance), decimals: 3), style),
      ], in: distance, row: distance.row, align: .centre)
    canvas.write([Span(neighbour.className, model.theme.dim)], in: name, row: name.row, align: .centre)
  }
}
