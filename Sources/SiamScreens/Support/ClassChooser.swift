import SiamCanvas
import SiamMessages

/// The classes never trained on: those every episode is to have, and those the newest happens to have.
enum ClassChooser {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    let theme = model.theme
    let chosen = model.support.chosen
    let figures = chosen.isEmpty ? "drawn at random" : "\(chosen.count) of \(model.support.setting.way) chosen"
    var room = canvas.panel(
      area, title: [Span("classes", theme.title)], figures: [Span(figures, theme.dim)], border: theme.accent
    ).inset(columns: 1, rows: 0)
    guard room.height > 1 else { return }
    guard let classes = model.unseen?.classes, !classes.isEmpty else {
      canvas.write(
        [Span(model.inquiries.refusals[.classes] ?? "…", theme.dim)], column: room.column, row: room.row,
        limit: room.endColumn)
      return
    }
    let words = room.takeBottom(1)
    var keys = [
      Span("Enter", theme.text.bold), Span(" chooses  ", theme.dim), Span("/", theme.text.bold),
      Span(" finds", theme.dim),
    ]
    if words.width >= 40 { keys.append(Span("   ● chosen  ○ drawn", theme.dim)) }
    canvas.write(keys, column: words.column, row: words.row, limit: words.endColumn)
    let drawn = Set(model.supportEpisode?.classes.map(\.id) ?? [])
    for (offset, index) in rows(model, height: room.height).enumerated() {
      let item = classes[index]
      let isPointed = index == pointed(model)
      let sign = chosen.contains(item.id) ? "●" : drawn.contains(item.id) ? "○" : " "
      let style = isPointed ? theme.title.adding(.reverse) : theme.text
      let row = room.row + offset
      canvas.write([Span(sign, theme.accent.bold)], column: room.column, row: row, limit: room.endColumn)
      let groupWidth = item.group == nil ? 0 : min(14, room.width / 3)
      canvas.write(
        [Span(ClassName.cut(item.name, to: room.width - groupWidth - 3, canvas.charset), style)],
        column: room.column + 2, row: row, limit: room.endColumn - groupWidth)
      if let group = item.group {
        canvas.write(
          [Span(ClassName.cut(group, to: groupWidth, canvas.charset), theme.dim)], in: room, row: row, align: .right
        )
      }
    }
  }

  /// The class that is pointed at, within the list.
  static func pointed(_ model: Model) -> Int {
    min(max(0, model.support.pointedClass), max(0, (model.unseen?.classes.count ?? 0) - 1))
  }

  /// The classes in view: the one pointed at is about in the middle.
  private static func rows(_ model: Model, height: Int) -> Range<Int> {
    let count = model.unseen?.classes.count ?? 0
    let first = min(max(0, pointed(model) - height / 2), max(0, count - height))
    return first..<min(count, first + max(0, height))
  }

  /// The class at a row of the screen.
  static func index(atRow row: Int, _ model: Model, in area: Rectangle) -> Int? {
    let room = area.inset()
    let rows = rows(model, height: room.height - 1)
    let index = rows.lowerBound + row - room.row
    return row >= room.row && rows.contains(index) ? index : nil
  }

  /// The next class whose name or group holds a text, after the one pointed at or before it.
  static func find(_ text: String, forward: Bool, _ model: Model) -> Int? {
    guard let classes = model.unseen?.classes, !classes.isEmpty, !text.isEmpty else { return nil }
    let wanted = text.lowercased()
    let start = pointed(model)
    for offset in 1...classes.count {
      let index = (start + (forward ? offset : classes.count - offset)) % classes.count
      if classes[index].name.lowercased().contains(wanted)
        || classes[index].group?.lowercased().contains(wanted) == true
      {
        return index
      }
    }
    return nil
  }
}
