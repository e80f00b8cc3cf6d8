/// A rectangle of cells; negative sizes count as 0.
package struct Rectangle: Hashable, Sendable {
  /// Leftmost column.
  package var column: Int
  /// Topmost row.
  package var row: Int
  /// In columns.
  package var width: Int
  /// In rows.
  package var height: Int

  /// A rectangle of cells.
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
  /// Whether it holds no cell.
  package var isEmpty: Bool { width == 0 || height == 0 }

  /// Whether it holds a cell.
  package func contains(_ column: Int, _ row: Int) -> Bool {
    column >= self.column && column < endColumn && row >= self.row && row < endRow
  }

  /// What is left inside a border.
  package func inset(columns: Int = 1, rows: Int = 1) -> Rectangle {
    Rectangle(column: column + columns, row: row + rows, width: width - 2 * columns, height: height - 2 * rows)
  }

  /// Cuts rows off the top and returns them.
  package mutating func takeTop(_ rows: Int) -> Rectangle {
    let taken = min(max(0, rows), height)
    let top = Rectangle(column: column, row: row, width: width, height: taken)
    self = Rectangle(column: column, row: row + taken, width: width, height: height - taken)
    return top
  }

  /// Cuts rows off the bottom and returns them.
  package mutating func takeBottom(_ rows: Int) -> Rectangle {
    let taken = min(max(0, rows), height)
    height -= taken
    return Rectangle(column: column, row: row + height, width: width, height: taken)
  }

  /// Cuts columns off the left and returns them.
  package mutating func takeLeft(_ columns: Int) -> Rectangle {
    let taken = min(max(0, columns), width)
    let left = Rectangle(column: column, row: row, width: taken, height: height)
    self = Rectangle(column: column + taken, row: row, width: width - taken, height: height)
    return left
  }

  /// Cuts columns off the right and returns them.
  package mutating func takeRight(_ columns: Int) -> Rectangle {
    let taken = min(max(0, columns), width)
    width -= taken
    return Rectangle(column: column + width, row: row, width: taken, height: height)
  }

  /// A rectangle of a size in the middle of this one, cut to fit.
  package func centred(width: Int, height: Int) -> Rectangle {
    let width = min(max(0, width), self.width)
    let height = min(max(0, height), self.height)
    return Rectangle(
      column: column + (self.width - width) / 2, row: row + (self.height - height) / 2, width: width, height: height)
  }
}
