/// How a piece of text looks.
struct SVGTextStyle: Hashable {
  var color: Color
  var isBold: Bool
  var isUnderlined: Bool

  /// Of a cell in which the terminal's own colours are known.
  init(_ cell: Cell) {
    color = cell.attributes.contains(.dim) ? .mix(cell.foreground, cell.background, 0.4) : cell.foreground
    isBold = cell.attributes.contains(.bold)
    isUnderlined = cell.attributes.contains(.underline)
  }

  /// Of the group of such texts.
  var attributes: String {
    "fill=\"\(color.hexadecimal)\"" + (isBold ? " font-weight=\"bold\"" : "")
      + (isUnderlined ? " text-decoration=\"underline\"" : "")
  }
}

/// Characters side by side in one style, set as one text of a known length.
///
/// What fonts seldom have at the width of the others stands alone, so that it moves no neighbour.
struct SVGTextRun {
  private(set) var style: SVGTextStyle?
  private var text = ""
  private var start = 0
  private var end = 0

  /// None yet.
  init() {}

  init(_ scalar: Unicode.Scalar, style: SVGTextStyle, column: Int) {
    self.style = style
    text.unicodeScalars.append(scalar)
    (start, end) = (column, column + 1)
  }

  /// Takes one more character, at most one blank away; false where it doesn't belong to the run.
  mutating func extend(with scalar: Unicode.Scalar, style: SVGTextStyle, column: Int) -> Bool {
    guard style == self.style, column - end <= 1, scalar.isASCII, text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return false
    }
    if column > end { text += " " }
    text.unicodeScalars.append(scalar)
    end = column + 1
    return true
  }

  func element(baseline: Int) -> String {
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    let length = end - start > 1 ? " textLength=\"\((end - start) * CellShape.width)\"" : ""
    return "<text x=\"\(start * CellShape.width)\" y=\"\(baseline)\"\(length)>\(escaped)</text>"
  }
}
