import SiamCanvas

/// What the charts over the run have in common: how they are seen, and what stands in for data.
enum ChartTitle {
  /// How the curves are seen, where that is not the whole run over steps.
  static func words(_ model: Model) -> [Span] {
    var words: [String] = []
    if model.view.isOverTime { words.append("over \(ChartSpan(model).unit)") }
    if !model.view.window.isWhole {
      words.append("×\(Figures.grouped(1 << model.view.window.zoom))")
      if !model.view.window.isFollowing { words.append("looking back") }
    }
    return words.map { Span(" \($0)", model.theme.dim) }
  }

  /// Before the first step.
  static func note(_ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let text = model.started == nil ? model.awaited : "planning the first step…"
    canvas.write([Span(text, model.theme.dim)], in: room, row: room.row + room.height / 2, align: .centre)
  }
}
