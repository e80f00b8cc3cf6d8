import SiamCanvas
import SiamCore

/// The current query, enlarged; while drawing, the image that the network sees.
enum QueryPanel {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    let theme = model.theme
    let queries = model.supportQueries
    let query = model.supportQuery
    let hasFocus = model.support.focus == .queries && !model.support.isDrawing
    let room = canvas.panel(
      area, title: [Span(title(model, queries, query), theme.title)], border: hasFocus ? theme.accent : theme.faint
    ).inset(columns: 1, rows: 0)
    guard !room.isEmpty else { return }
    guard let query else {
      let hint = model.support.isDrawing ? "draw on the pad" : ""
      canvas.write([Span(hint, theme.dim)], in: room, row: room.row + room.height / 2, align: .centre)
      return
    }
    if model.support.isDrawing {
      drawNetworkInput(query, model, in: room, on: &canvas)
    } else {
      QueryImageView.draw(query.source, model, in: room, on: &canvas)
    }
  }

  private static func title(_ model: Model, _ queries: [SupportQuery], _ query: SupportQuery?) -> String {
    if model.support.isDrawing { return "as the network sees it" }
    guard let query, let index = queries.firstIndex(of: query) else { return "query" }
    return switch query.id {
    case .episode: "query \(index + 1) of \(queries.count)"
    case .file: query.label
    case .drawn: "drawn query"
    }
  }

  /// Draws the image and, beside it, a description of how the strokes were processed.
  private static func drawNetworkInput(
    _ query: SupportQuery, _ model: Model, in room: Rectangle, on canvas: inout Canvas
  ) {
    let theme = model.theme
    var textRoom = room
    let side = min(28, room.width, 2 * room.height)
    let slot = textRoom.removeLeft(side)
    QueryImageView.draw(query.source, model, in: slot, on: &canvas)
    _ = textRoom.removeLeft(2)
    guard textRoom.width >= 12, let ink = model.unseen?.ink else { return }
    let text =
      "\(ink.width) × \(ink.height) pixels, stroke width "
      + NumberFormat.fixed(Double(ink.strokeWidth) * model.support.drawing.weight, decimals: 1)
      + (ink.isCentred ? ", centred and scaled like the data" : ", not centred, like the data")
    let lines = text.wrapped(to: textRoom.width)
    for (offset, line) in lines.prefix(textRoom.height).enumerated() {
      canvas.write(
        [Span(line, theme.dim)], column: textRoom.column, row: textRoom.row + offset, limit: textRoom.endColumn)
    }
  }
}

/// The image of a query, enlarged by the largest whole factor that fits.
private enum QueryImageView {
  static func draw(_ source: ImageReference, _ model: Model, in slot: Rectangle, on canvas: inout Canvas) {
    guard let raster = raster(source, model) else {
      if case .image(let id) = source { ImageView.draw(id, model, in: slot, on: &canvas) }
      return
    }
    let factor = min(4, slot.width / raster.width, 2 * slot.height / raster.height)
    guard factor > 1, let larger = raster.resized(width: raster.width * factor, height: raster.height * factor) else {
      canvas.picture(raster, in: slot, theme: model.theme)
      return
    }
    canvas.picture(larger, in: slot, theme: model.theme)
  }

  private static func raster(_ source: ImageReference, _ model: Model) -> Raster? {
    switch source {
    case .image(let id): model.images.raster(id)
    case .pixels(let pixels): model.raster(pixels)
    }
  }
}
