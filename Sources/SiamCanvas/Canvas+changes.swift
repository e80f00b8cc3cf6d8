/// Cells side by side on a row.
package struct Run: Equatable, Sendable {
  /// Of the first cell.
  package var column: Int
  /// Of all cells.
  package var row: Int
  /// Left to right, at least one.
  package var cells: [Cell]
}

extension Canvas {
  /// The cells that differ from an earlier canvas, in reading order; all of them where there is none of this size.
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
        let isChanged = column < width && cells[index] != previous.cells[index]
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

  /// The canvas as text with 24-bit colour codes, a line a row.
  package var ansiText: String {
    var text = ""
    for row in 0..<height {
      var style: Style?
      for cell in cells[row * width..<(row + 1) * width] {
        let next = Style(cell.foreground, background: cell.background, attributes: cell.attributes)
        if next != style {
          text += next.ansiCode
          style = next
        }
        text.unicodeScalars.append(cell.scalar)
      }
      text += "\u{1B}[0m\n"
    }
    return text
  }
}

extension Style {
  /// The control sequence that selects this style, whatever was selected before.
  package var ansiCode: String {
    var codes = ["0"]
    if attributes.contains(.bold) { codes.append("1") }
    if attributes.contains(.dim) { codes.append("2") }
    if attributes.contains(.underline) { codes.append("4") }
    if attributes.contains(.reverse) { codes.append("7") }
    if case .rgb(let red, let green, let blue) = foreground { codes.append("38;2;\(red);\(green);\(blue)") }
    if case .rgb(let red, let green, let blue) = background { codes.append("48;2;\(red);\(green);\(blue)") }
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }
}
