extension Canvas {
  /// The characters, a line a row, without the blanks at their ends.
  ///
  /// A reversed lower block shows what hangs from the cell's top: it is spelled with the nearest upper block.
  package var plainText: String {
    (0..<height).map { row in
      var line = cells[row * width..<(row + 1) * width].map { cell in
        guard cell.attributes.contains(.reverse), (0x2581...0x2587).contains(cell.scalar.value) else {
          return cell.scalar
        }
        return cell.scalar.value <= 0x2582 ? "█" : cell.scalar.value <= 0x2585 ? "▀" : "▔"
      }
      while line.last == " " { line.removeLast() }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: line)
      return String(text) + "\n"
    }.joined()
  }
}
