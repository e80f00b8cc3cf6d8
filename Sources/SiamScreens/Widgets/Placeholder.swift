import SiamCanvas

/// A message in the middle of a panel that has nothing else to show.
enum Placeholder {
  /// Draws the text centred, wrapped to at most 60 columns.
  static func draw(_ text: String, _ theme: Theme, in room: Rectangle, on canvas: inout Canvas) {
    let lines = text.wrapped(to: min(60, room.width - 2)).prefix(room.height)
    let first = room.row + (room.height - lines.count) / 2
    for (offset, line) in lines.enumerated() {
      canvas.write([Span(line, theme.dim)], in: room, row: first + offset, align: .centre)
    }
  }
}
