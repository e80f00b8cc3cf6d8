import SiamCanvas

/// The rows below a map: what its signs mean, then its letters with their names, as many as there is room for.
enum MapKey {
  /// Columns of a letter's name, at most.
  static let nameColumns = 16
  /// Columns of a letter, and of what keeps it from its name and from the next.
  static let spareColumns = 4

  static func draw(_ model: Model, _ legend: MapLegend, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let signs = MapSign.allCases.map { sign in
      [sign.span(theme, canvas.charset), Span(" \(sign.word)", theme.dim)]
    }
    let letters = legend.entries.map { entry in
      [
        Span(String(Character(entry.letter)), entry.style.bold),
        Span(" " + MapKey.short(entry.name, MapKey.nameColumns, canvas.charset), theme.text),
      ]
    }
    var room = area
    flow(signs, gap: 2, in: room.takeTop(1), on: &canvas)
    flow(letters, gap: 2, in: room, on: &canvas)
  }

  /// Puts items one after the other, row after row; one that does not fit whole is left out.
  private static func flow(_ items: [[Span]], gap: Int, in room: Rectangle, on canvas: inout Canvas) {
    var (column, row) = (room.column + 1, room.row)
    for item in items {
      let width = item.reduce(0) { $0 + canvas.charset.columns($1.text) }
      if column + width > room.endColumn - 1 { (column, row) = (room.column + 1, row + 1) }
      guard row < room.endRow, column + width <= room.endColumn else { return }
      column = canvas.write(item, column: column, row: row, limit: room.endColumn) + gap
    }
  }

  /// A name cut to some columns.
  static func short(_ name: String, _ columns: Int, _ charset: Charset) -> String {
    guard charset.columns(name) > columns else { return name }
    return String(name.prefix(max(0, columns - 1))) + (charset == .ascii ? "." : "…")
  }
}
