import SiamCanvas
import SiamCore

/// The pad on which the user draws a query, with the pen.
enum PadPanel {
  static func draw(_ model: Model, _ layout: SupportLayout, on canvas: inout Canvas) {
    guard !layout.pad.isEmpty else { return }
    let theme = model.theme
    let drawing = model.support.drawing
    let pen = drawing.isDown ? "● pen down" : "○ pen up"
    canvas.panel(
      layout.pad, title: [Span("draw", theme.title)],
      trailing: [Span(pen, drawing.isDown ? theme.accent.bold : theme.dim)],
      border: theme.accent)
    let paper = layout.paper
    guard !paper.isEmpty else { return }
    let style = model.unseen?.ink ?? InkStyle(width: 28, height: 28, strokeWidth: 2, extent: 0.7, isCentred: true)
    if let raster = drawing.pad(style, width: paper.width, height: 2 * paper.height).raster {
      canvas.picture(raster, in: paper, theme: theme)
    }
    if drawing.isEmpty, paper.height >= 5 {
      for (offset, text) in ["drag the mouse,", "or Space and arrows"].enumerated() {
        canvas.write(
          [Span(text, Style(theme.dim.foreground, background: theme.paper))], in: paper, row: paper.row + 1 + offset,
          align: .centre)
      }
    }
    let column = paper.column + Int(bounded: drawing.pen.x * Double(paper.width), to: 0...paper.width - 1)
    let row = paper.row + Int(bounded: drawing.pen.y * Double(paper.height), to: 0...paper.height - 1)
    let sign = canvas.charset.scalars(drawing.isDown ? "●" : "+")[0]
    canvas[column, row] = Cell(sign, theme.accent.adding(.reverse))
  }

  /// The point of the pad at a cell of the screen; may lie outside the pad.
  static func point(atColumn column: Int, row: Int, _ layout: SupportLayout) -> Drawing.Point {
    let paper = layout.paper
    return Drawing.Point(
      x: (Double(column - paper.column) + 0.5) / Double(max(1, paper.width)),
      y: (Double(row - paper.row) + 0.5) / Double(max(1, paper.height)))
  }
}
