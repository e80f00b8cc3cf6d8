import SiamCanvas

/// A field of the rows of a list, from a row's left; without room its width is 0.
struct RowField: Equatable, Sendable {
  var start = 0
  var width = 0

  /// Whether a column of a row lies in it.
  func contains(_ offset: Int) -> Bool { offset >= start && offset < start + width }

  /// Its cells in a row.
  func room(in row: Rectangle) -> Rectangle {
    Rectangle(column: row.column + start, row: row.row, width: width, height: 1)
  }
}
