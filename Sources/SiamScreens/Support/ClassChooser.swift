import SiamCanvas
import SiamCore

/// The list of classes the network was never trained on, from which the user chooses those that every episode contains.
enum ClassChooser {
  static func draw(_ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    let theme = model.theme
    let chosen = model.support.chosen
    let summary = chosen.isEmpty ? "sampled at random" : "\(chosen.count) of \(model.support.setting.way) chosen"
    var room = canvas.panel(
      area, title: [Span("classes", theme.title)], trailing: [Span(summary, theme.dim)], border: theme.accent
    ).inset(columns: 1, rows: 0)
    guard room.height > 1 else { return }
    guard let classes = model.unseen?.classes, !classes.isEmpty else {
      canvas.write(
        [Span(model.queryTracker.refusals[.classes] ?? "…", theme.dim)], column: room.column, row: room.row,
        limit: room.endColumn)
      return
    }
    let help = room.removeBottom(1)
    var keys = [
      Span("Enter", theme.text.bold), Span(" choose  ", theme.dim), Span("/", theme.text.bold),
      Span(" search", theme.dim),
    ]
    if help.width >= 40 { keys.append(Span("   ● chosen  ○ sampled", theme.dim)) }
    canvas.write(keys, column: help.column, row: help.row, limit: help.endColumn)
    let sampled = Set(model.supportEpisode?.classes.map(\.id) ?? [])
    for (offset, index) in rows(model, height: room.height).enumerated() {
      let item = classes[index]
      let isPointed = index == pointed(model)
      let sign = chosen.contains(item.id) ? "●" : sampled.contains(item.id) ? "○" : " "
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

  /// The index of the class under the cursor, clamped to the list.
  static func pointed(_ model: Model) -> Int {
    min(max(0, model.support.pointedClass), max(0, (model.unseen?.classes.count ?? 0) - 1))
  }

  /// The indices of the classes in view, with the cursor near the middle.
  private static func rows(_ model: Model, height: Int) -> Range<Int> {
    let count = model.unseen?.classes.count ?? 0
    let first = min(max(0, pointed(model) - height / 2), max(0, count - height))
    return first..<min(count, first + max(0, height))
  }

  /// The index of the class at a row of the screen.
  static func index(atRow row: Int, _ model: Model, in area: Rectangle) -> Int? {
    let room = area.inset()
    let rows = rows(model, height: room.height - 1)
    let index = rows.lowerBound + row - room.row
    return row >= room.row && rows.contains(index) ? index : nil
  }

  /// The index of the next or previous class whose name or group contains a text, relative to the cursor.
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
