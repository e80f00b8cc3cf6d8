import SiamCanvas
import SiamMessages

/// Asks before a run is deleted.
enum RemovalDialog {
  static func draw(_ run: RunSummary, _ model: Model, on canvas: inout Canvas) {
    let theme = model.theme
    let screen = Rectangle(column: 0, row: 0, width: canvas.width, height: canvas.height)
    let name = canvas.charset.columns(run.name)
    let box = screen.centred(width: min(max(50, name + 14), screen.width), height: 6)
    canvas.fill(box)
    let inside = canvas.panel(box, title: [Span("delete?", theme.warning.bold)], border: theme.warning)
    guard !inside.isEmpty else { return }
    let steps = run.figures.steps.map { "\(Figures.grouped($0)) steps, " } ?? ""
    let lines: [[Span]] = [
      [Span("Delete ", theme.text), Span(run.name, theme.text.bold), Span("?", theme.text)],
      [Span("\(steps)\(Figures.bytes(max(0, run.size.bytes))); nothing brings it back.", theme.text)],
      [],
      [
        Span("y", theme.warning.bold), Span(" delete it    ", theme.text), Span("n", theme.accent.bold),
        Span(" keep it", theme.text),
      ],
    ]
    for (offset, line) in lines.suffix(inside.height).enumerated() {
      canvas.write(line, in: inside, row: inside.row + offset, align: .centre)
    }
  }
}
