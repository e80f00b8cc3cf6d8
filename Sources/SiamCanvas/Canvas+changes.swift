/// A run of adjacent cells on a row.
package struct Run: Equatable, Sendable {
  /// The column of the first cell.
  package var column: Int
  /// The row of all cells.
  package var row: Int
  /// The cells from left to right, at least one.
  package var cells: [Cell]
}

extension Canvas {
  /// Returns the cells that differ from an earlier canvas, in reading order; all cells if it is nil or of another size.
  package func changes(from previous: Canvas?) -> [Run] {
    guard width > 0 else { return [] }
    guard let previous, previous.width == width, previous.height == height else {
      return (0..<height).map { row in
        Run(column: 0, row: row, cells: Array(cells[row * width..<(row + 1) * width]))
      }
    }
    var runs: [Run] = []
    for row in 0..<height {
      var start: Int?
      for column in 0...width {
        let index = row * width + column
        // A wide character is one change with its second cell.
        let isChanged =
          column < width && (cells[index] != previous.cells[index] || start != nil && cells[index].isContinuation)
        if isChanged, start == nil {
          start = column
        } else if !isChanged, let first = start {
          runs.append(Run(column: first, row: row, cells: Array(cells[row * width + first..<index])))
          start = nil
        }
      }
    }
    return runs
  }
}
