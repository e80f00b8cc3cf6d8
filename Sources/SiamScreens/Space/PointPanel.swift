import SiamCanvas
import SiamCore

/// The chosen image, its class, and its nearest neighbours in all dimensions of the embedding.
enum PointPanel {
  /// The number of neighbours to query.
  static let maxNeighbours = 12

  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let inside = canvas.panel(
      area, title: [Span("selected", theme.title)], trailing: numbers(model, width: area.width), border: theme.faint)
    guard !inside.isEmpty, let chosen = model.space.chosen else { return }
    let layout = NeighbourTiles(in: inside)
    ImageView.draw(chosen, model, in: layout.image, on: &canvas)
    for (offset, line) in description(of: chosen, model, columns: layout.text.width).prefix(layout.text.height)
      .enumerated()
    {
      canvas.write(
        line, column: layout.text.column, row: layout.text.row + offset, limit: layout.text.endColumn)
    }
    for (neighbour, tile) in zip(model.space.neighbours ?? [], layout.tiles) {
      drawTile(neighbour, model, in: tile, on: &canvas)
    }
  }

  private static func numbers(_ model: Model, width: Int) -> [Span] {
    guard let neighbours = model.space.neighbours, !neighbours.isEmpty else { return [] }
    let sameClass = neighbours.count { $0.isSameClass }
    return [
      Span(
        "\(sameClass) of \(neighbours.count)",
        sameClass * 2 > neighbours.count ? model.theme.good : model.theme.warning),
      Span(width >= 46 ? " neighbours: same class" : width >= 36 ? " same class" : " same", model.theme.dim),
    ]
  }

  private static func description(of chosen: ImageID, _ model: Model, columns: Int) -> [[Span]] {
    let theme = model.theme
    let summary = model.space.chart?.summary(of: chosen)
    let name = summary?.name ?? model.images.image(chosen)?.className ?? ""
    var lines = name.wrapped(to: max(1, columns)).prefix(2).map { [Span($0, theme.positive.bold)] }
    if let group = summary?.group { lines.append([Span(group, theme.dim)]) }
    guard let nearest = model.space.neighbours?.first else {
      lines.append([Span(model.queryTracker.refusals[.neighbours] ?? "finding neighbours…", theme.dim)])
      return lines
    }
    let sign: MapSign = nearest.isSameClass ? .sameClass : .otherClass
    let label = nearest.isSameClass ? "nearest: same class" : "nearest: other class"
    lines += label.wrapped(to: max(1, columns)).map { [Span($0, sign.style(theme))] }
    if !nearest.isSameClass { lines.append([Span(nearest.className, sign.style(theme).bold)]) }
    lines.append([Span("d ", theme.dim), Span(NumberFormat.fixed(Double(nearest.distance), decimals: 3), theme.text)])
    return lines
  }

  private static func drawTile(
    _ neighbour: Neighbour, _ model: Model, in tile: Rectangle, on canvas: inout Canvas
  ) {
    let sign: MapSign = neighbour.isSameClass ? .sameClass : .otherClass
    let style = sign.style(model.theme)
    var room = tile
    let name = room.removeBottom(1)
    let distance = room.removeBottom(1)
    ImageView.draw(neighbour.image, model, in: room, on: &canvas)
    canvas.write(
      [
        sign.span(model.theme, canvas.charset),
        Span(" " + NumberFormat.fixed(Double(neighbour.distance), decimals: 3), style),
      ], in: distance, row: distance.row, align: .centre)
    canvas.write([Span(neighbour.className, model.theme.dim)], in: name, row: name.row, align: .centre)
  }
}
