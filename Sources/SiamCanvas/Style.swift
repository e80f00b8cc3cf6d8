/// How something is drawn: its colours and attributes.
package struct Style: Hashable, Sendable {
  /// Of characters and dots.
  package var foreground: Color
  /// Behind them.
  package var background: Color
  /// Bold, dim and the like.
  package var attributes: Cell.Attributes

  /// A style; the terminal's own colours by default.
  package init(
    _ foreground: Color = .standard, background: Color = .standard, attributes: Cell.Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The same colours, heavier.
  package var bold: Style { adding(.bold) }

  /// The same colours with one more attribute.
  package func adding(_ attribute: Cell.Attributes) -> Style {
    Style(foreground, background: background, attributes: attributes.union(attribute))
  }
}

extension Cell {
  /// A character in a style.
  package init(_ scalar: Unicode.Scalar, _ style: Style) {
    self.init(scalar, foreground: style.foreground, background: style.background, attributes: style.attributes)
  }
}
