/// A rectangle of cells.
package struct Rectangle: Hashable, Sendable {
  /// The leftmost column.
  package var column: Int
  /// The topmost row.
  package var row: Int
  /// The width in columns.
  package var width: Int
  /// The height in rows.
  package var height: Int

  /// Creates a rectangle; negative sizes count as 0.
  package init(column: Int, row: Int, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// The first column to its right.
  package var endColumn: Int { column + width }
  /// The first row below it.
  package var endRow: Int { row + height }
  /// Whether it contains no cells.
  package var isEmpty: Bool { width == 0 || height == 0 }

  /// Whether it contains a cell.
  package func contains(_ column: Int, _ row: Int) -> Bool {
    column >= self.column && column < endColumn && row >= self.row && row < endRow
  }

  /// Returns the rectangle inside a border.
  package func inset(columns: Int = 1, rows: Int = 1) -> Rectangle {
    Rectangle(column: column + columns, row: row + rows, width: width - 2 * columns, height: height - 2 * rows)
  }

  /// Removes rows from the top and returns them.
  package mutating func removeTop(_ rows: Int) -> Rectangle {
    let removed = min(max(0, rows), height)
    let top = Rectangle(column: column, row: row, width: width, height: removed)
    self = Rectangle(column: column, row: row + removed, width: width, height: height - removed)
    return top
  }

  /// Removes rows from the bottom and returns them.
  package mutating func removeBottom(_ rows: Int) -> Rectangle {
    let removed = min(max(0, rows), height)
    height -= removed
    return Rectangle(column: column, row: row + height, width: width, height: removed)
  }

  /// Removes columns from the left and returns them.
  package mutating func removeLeft(_ columns: Int) -> Rectangle {
    let removed = min(max(0, columns), width)
    let left = Rectangle(column: column, row: row, width: removed, height: height)
    self = Rectangle(column: column + removed, row: row, width: width - removed, height: height)
    return left
  }

  /// Removes columns from the right and returns them.
  package mutating func removeRight(_ columns: Int) -> Rectangle {
    let removed = min(max(0, columns), width)
    width -= removed
    return Rectangle(column: column + width, row: row, width: removed, height: height)
  }

  /// Returns a rectangle of a given size in the middle of this one, cut to fit.
  package func centred(width: Int, height: Int) -> Rectangle {
    let width = min(max(0, width), self.width)
    let height = min(max(0, height), self.height)
    return Rectangle(
      column: column + (self.width - width) / 2, row: row + (self.height - height) / 2, width: width, height: height)
  }
}
