import SiamCanvas
import SiamCore

/// The parts that the charts over the run share: the view options in the title, and a placeholder before there is data.
enum ChartTitle {
  /// The view options of the curves; empty for the whole run over steps.
  static func view(_ model: Model) -> [Span] {
    var labels: [String] = []
    if model.view.isOverTime { labels.append("over \(ChartSpan(model).unit)") }
    if !model.view.window.isWhole {
      labels.append("×\(NumberFormat.grouped(1 << model.view.window.zoom))")
      if !model.view.window.isFollowing { labels.append("looking back") }
    }
    return labels.map { Span(" \($0)", model.theme.dim) }
  }

  /// Draws a placeholder before the first step.
  static func note(_ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let text = model.started == nil ? model.loadingText : "planning the first step…"
    canvas.write([Span(text, model.theme.dim)], in: room, row: room.row + room.height / 2, align: .centre)
  }
}

/// Marks on the validation curve, so that it can be recognised without colour; at most one in four columns.
enum ValidationMarks {
  static func draw(_ marks: [History.Bucket?], _ plot: Plot, _ theme: Theme, on canvas: inout Canvas) {
    var free = Int.min
    for case (let index, let mark?) in marks.enumerated() {
      let column = plot.room.column + index / canvas.charset.dotsPerCell.across
      guard column >= free, let row = mark.mean.flatMap(plot.row) else { continue }
      canvas[column, row] = Cell(canvas.charset == .ascii ? "o" : "◆", theme.validation)
      free = column + 4
    }
  }
}
