import SiamCanvas

/// Asks before training is ended.
enum QuitDialog {
  static func draw(_ model: Model, on canvas: inout Canvas) {
    let theme = model.theme
    let screen = Rectangle(column: 0, row: 0, width: canvas.width, height: canvas.height)
    let box = screen.centred(width: 46, height: 5)
    canvas.fill(box)
    let inside = canvas.panel(box, title: [Span("leave?", theme.title)], border: theme.accent)
    guard !inside.isEmpty else { return }
    let middle = inside.row + inside.height / 2
    if inside.height >= 3 {
      canvas.write([Span("Stop training, save, and leave?", theme.text)], in: inside, row: inside.row, align: .centre)
    }
    canvas.write(
      [
        Span("y", theme.accent.bold), Span(" stop and save    ", theme.text), Span("n", theme.accent.bold),
        Span(" go on training", theme.text),
      ], in: inside, row: inside.height >= 3 ? inside.endRow - 1 : middle, align: .centre)
  }
}
