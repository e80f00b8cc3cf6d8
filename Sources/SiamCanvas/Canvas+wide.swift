extension Canvas {
  /// Sets a cell on the canvas, and the one on its right for a wide character; half a character becomes a blank.
  mutating func put(_ cell: Cell, column: Int, row: Int) {
    let index = row * width + column
    guard cell.mayBeWide || cells[index].mayBeWide else {
      cells[index] = cell
      return
    }
    if cell.isContinuation {
      // Copied cell by cell, a wide character has already set it.
      if !cells[index].isContinuation { put(cell.with(" "), column: column, row: row) }
      return
    }
    separate(column: column, row: row)
    guard cell.isWide else {
      cells[index] = cell
      return
    }
    guard column + 1 < width else {
      cells[index] = cell.with(" ")
      return
    }
    separate(column: column + 1, row: row)
    cells[index] = cell
    cells[index + 1] = cell.with("\0")
  }

  /// Blanks the other half of the wide character that covers a cell, if there is one.
  private mutating func separate(column: Int, row: Int) {
    let index = row * width + column
    if cells[index].isContinuation, column > 0 {
      cells[index - 1] = cells[index - 1].with(" ")
    } else if column + 1 < width, cells[index + 1].isContinuation {
      cells[index + 1] = cells[index + 1].with(" ")
    }
  }
}

extension Cell {
  /// Whether a wide character could be involved; false for nearly all cells, at the cost of a comparison.
  fileprivate var mayBeWide: Bool { scalar.value >= WideCharacters.first || scalar.value == 0 }
}
