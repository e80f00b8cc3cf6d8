/// The style of text in an SVG picture.
struct SVGTextStyle: Hashable {
  var color: Color
  var isBold: Bool
  var isUnderlined: Bool

  /// Creates the style of a cell whose default colours are resolved.
  init(_ cell: Cell) {
    color = cell.attributes.contains(.dim) ? .mix(cell.foreground, cell.background, 0.4) : cell.foreground
    isBold = cell.attributes.contains(.bold)
    isUnderlined = cell.attributes.contains(.underline)
  }

  /// The attributes of the element that groups texts in this style.
  var attributes: String {
    "fill=\"\(color.hexadecimal)\"" + (isBold ? " font-weight=\"bold\"" : "")
      + (isUnderlined ? " text-decoration=\"underline\"" : "")
  }
}

/// A run of characters in one style, written as one text element of a fixed length.
///
/// A non-ASCII character forms a run of its own, because its width may differ in the browser's font.
struct SVGTextRun {
  private(set) var style: SVGTextStyle?
  private var text = ""
  private var start = 0
  private var end = 0

  /// Creates an empty run.
  init() {}

  init(_ scalar: Unicode.Scalar, style: SVGTextStyle, column: Int) {
    self.style = style
    text.unicodeScalars.append(scalar)
    (start, end) = (column, column + scalar.columns)
  }

  /// Appends a character, at most one blank after the last; returns false if it doesn't belong to the run.
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
    var length = end - start > 1 ? " textLength=\"\((end - start) * CellShape.width)\"" : ""
    // A single wide character can only be stretched.
    if end - start > 1, text.unicodeScalars.count == 1 { length += " lengthAdjust=\"spacingAndGlyphs\"" }
    return "<text x=\"\(start * CellShape.width)\" y=\"\(baseline)\"\(length)>\(escaped)</text>"
  }
}
