import SiamCanvas

/// A remark in the middle of a room that has nothing else to show, such as why.
enum Note {
  static func draw(_ text: String, _ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let lines = text.wrapped(to: min(60, room.width - 2)).prefix(room.height)
    let first = room.row + (room.height - lines.count) / 2
    for (offset, line) in lines.enumerated() {
      canvas.write([Span(line, model.theme.dim)], in: room, row: first + offset, align: .centre)
    }
  }
}
