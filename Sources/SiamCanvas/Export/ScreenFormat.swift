/// A file format for saving a screen.
public enum ScreenFormat: String, CaseIterable, Sendable {
  /// Plain characters.
  case text
  /// Characters with ANSI escape codes for their colours.
  case ansi
  /// An SVG picture.
  case svg
}

extension Canvas {
  /// Returns the content of a file that shows the canvas; an SVG picture has the theme's background.
  package func exported(as format: ScreenFormat, theme: Theme) -> String {
    switch format {
    case .text: plainText
    case .ansi: ansiText
    case .svg: SVGPicture(self, theme: theme).text
    }
  }
}

extension Canvas {
  /// The characters of the canvas, one line per row, without trailing blanks.
  ///
  /// A reversed lower block fills the top of the cell: it is replaced by the nearest upper block.
  package var plainText: String {
    (0..<height).map { row in
      var line = cells[row * width..<(row + 1) * width].filter { !$0.isContinuation }.map { cell in
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
