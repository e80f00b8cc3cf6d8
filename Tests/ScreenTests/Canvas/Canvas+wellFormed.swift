import SiamCanvas

extension Canvas {
  /// Whether every cell has a character of one column, or one half of a character of two.
  var isWellFormed: Bool {
    (0..<height).allSatisfy { row in
      (0..<width).allSatisfy { column in
        let cell = self[column, row]
        if cell.isContinuation { return column > 0 && cell == self[column - 1, row].with("\0") && self[column - 1, row].isWide }
        return cell.isWide ? self[column + 1, row].isContinuation : cell.scalar.columns == 1
      }
    }
  }
}
