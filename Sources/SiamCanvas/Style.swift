/// The colours and attributes of something drawn.
package struct Style: Hashable, Sendable {
  /// The colour of characters and dots.
  package var foreground: Color
  /// The colour behind them.
  package var background: Color
  /// Bold, dim and the like.
  package var attributes: Cell.Attributes

  /// Creates a style (default: the terminal's default colours).
  package init(
    _ foreground: Color = .standard, background: Color = .standard, attributes: Cell.Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The same style in bold.
  package var bold: Style { adding(.bold) }

  /// Returns the same style with one more attribute.
  package func adding(_ attribute: Cell.Attributes) -> Style {
    Style(foreground, background: background, attributes: attributes.union(attribute))
  }
}

extension Cell {
  /// Creates a cell with a character in a style.
  package init(_ scalar: Unicode.Scalar, _ style: Style) {
    self.init(scalar, foreground: style.foreground, background: style.background, attributes: style.attributes)
  }
}
