import SiamCanvas

/// A box in the middle of the screen that asks a question.
struct Dialog {
  /// The title on the border.
  var title: Span
  /// The style of the border.
  var border: Style
  /// Centred lines; the last one names the keys that answer.
  var lines: [[Span]]
  /// The width of the box in columns; its height follows from the lines.
  var width: Int

  /// Draws the dialog over the screen; on a low screen the first lines are dropped.
  func draw(on canvas: inout Canvas) {
    let screen = Rectangle(column: 0, row: 0, width: canvas.width, height: canvas.height)
    let box = screen.centred(width: width, height: lines.count + 2)
    canvas.fill(box)
    let inside = canvas.panel(box, title: [title], border: border)
    guard !inside.isEmpty else { return }
    for (offset, line) in lines.suffix(inside.height).enumerated() {
      canvas.write(line, in: inside, row: inside.row + offset, align: .centre)
    }
  }
}
