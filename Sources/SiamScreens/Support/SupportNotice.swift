import SiamCanvas

/// What stands in the support set's place while there is none: that it is drawn, or why it can't be and what helps.
enum SupportNotice {
  static func draw(_ model: Model, in room: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    guard room.width >= 8, room.height > 0 else { return }
    guard let reason = model.inquiries.refusals[.episode] ?? model.inquiries.refusals[.classes] else {
      canvas.write(
        [Span("drawing an episode…", theme.dim)], in: room, row: room.row + (room.height - 1) / 2, align: .centre)
      return
    }
    var lines = reason.wrapped(to: min(room.width, 70)).prefix(4).map { [Span($0, theme.warning)] }
    lines.append([
      Span("[", theme.text.bold), Span(" fewer classes   ", theme.dim), Span("{", theme.text.bold),
      Span(" fewer images   ", theme.dim), Span("i", theme.text.bold),
      Span(model.support.isWithinGroup ? " of any group" : " of one group", theme.dim),
    ])
    let first = room.row + max(0, (room.height - lines.count) / 2)
    for (offset, line) in lines.prefix(room.height).enumerated() {
      canvas.write(line, in: room, row: first + offset, align: .centre)
    }
  }
}
