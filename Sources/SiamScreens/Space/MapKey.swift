import SiamCanvas

/// The rows below a map: its signs with their meanings, then as many letters with their names as there is room for.
enum MapKey {
  /// The maximum width of a name, in columns.
  static let nameColumns = 16
  /// The width of a letter and of the gaps before its name and before the next letter, in columns.
  static let spareColumns = 4

  static func draw(_ model: Model, _ legend: MapLegend, in area: Rectangle, on canvas: inout Canvas) {
    let theme = model.theme
    let signs = MapSign.allCases.map { sign in
      [sign.span(theme, canvas.charset), Span(" \(sign.label)", theme.dim)]
    }
    let letters = legend.entries.map { entry in
      [
        Span(String(Character(entry.letter)), entry.style.bold),
        Span(" " + MapKey.short(entry.name, MapKey.nameColumns, canvas.charset), theme.text),
      ]
    }
    var room = area
    flow(signs, gap: 2, in: room.removeTop(1), on: &canvas)
    flow(letters, gap: 2, in: room, on: &canvas)
  }

  /// Writes items one after the other, row by row, until one does not fit.
  private static func flow(_ items: [[Span]], gap: Int, in room: Rectangle, on canvas: inout Canvas) {
    var (column, row) = (room.column + 1, room.row)
    for item in items {
      let width = item.reduce(0) { $0 + canvas.charset.columns($1.text) }
      if column + width > room.endColumn - 1 { (column, row) = (room.column + 1, row + 1) }
      guard row < room.endRow, column + width <= room.endColumn else { return }
      column = canvas.write(item, column: column, row: row, limit: room.endColumn) + gap
    }
  }

  /// A name, cut to a number of columns.
  static func short(_ name: String, _ columns: Int, _ charset: Charset) -> String {
    guard charset.columns(name) > columns else { return name }
    return charset.prefix(name, columns: columns - 1) + (charset == .ascii ? "." : "…")
  }
}
