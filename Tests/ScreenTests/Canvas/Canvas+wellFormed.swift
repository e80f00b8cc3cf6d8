import SiamCanvas

extension Canvas {
  /// Whether every cell has a character of one column, or one half of a character of two.
  var isWellFormed: Bool {
    (0..<height).allSatisfy { row in
      (0..<width).allSatisfy { column in
        let cell = self[column, row]
        let left = self[column - 1, row]
        if cell.isContinuation { return left.isWide && cell == left.with("\0") }
        return cell.isWide ? self[column + 1, row].isContinuation : cell.scalar.columns == 1
      }
    }
  }
}
