/// What each role on screen looks like. Shape tells roles apart too, so that no colour at all stays readable.
package struct Theme: Equatable, Sendable {
  /// Ordinary text.
  package var text: Style
  /// Text that stands back.
  package var dim: Style
  /// Borders, grids, envelopes.
  package var faint: Style
  /// Titles and the program's name.
  package var title: Style
  /// What has the focus or waits.
  package var accent: Style
  /// What went well.
  package var good: Style
  /// What needs attention.
  package var warning: Style
  /// d⁺ and the positive, everywhere.
  package var positive: Style
  /// d⁻ and the negative, everywhere.
  package var negative: Style
  /// Held-out classes.
  package var heldOut: Style
  /// Curves that are neither d⁺ nor d⁻, in order.
  package var series: [Style]
  /// A picture's darkest value.
  package var paper: Color
  /// A picture's brightest value.
  package var ink: Color
  /// The background it is made for; the terminal's own where its colours are.
  package var ground: Color
  /// Whether it is made for a light background.
  package var isLight = false
  /// Whether colours are used at all.
  package var hasColour = true

  /// The colour of a curve by its number.
  package func curve(_ number: Int) -> Style {
    series.isEmpty ? text : series[((number % series.count) + series.count) % series.count]
  }

  /// The styles of text that does not stand back.
  package var texts: [Style] { [text, title, accent, good, warning, positive, negative, heldOut] + series }
}
