/// The style of each role on screen. Roles differ in shape too, so that the screen is readable without colours.
package struct Theme: Equatable, Sendable {
  /// Ordinary text.
  package var text: Style
  /// Secondary text.
  package var dim: Style
  /// Borders, grids and envelopes.
  package var faint: Style
  /// Titles and the program's name.
  package var title: Style
  /// Whatever has the focus or is waiting.
  package var accent: Style
  /// Success.
  package var good: Style
  /// Warnings and errors.
  package var warning: Style
  /// d⁺ and the positive, on every screen.
  package var positive: Style
  /// d⁻ and the negative, on every screen.
  package var negative: Style
  /// Validation classes.
  package var validation: Style
  /// Curves other than d⁺ and d⁻, in order.
  package var series: [Style]
  /// The colour of no ink in grey images.
  package var paper: Color
  /// The colour of full ink in grey images.
  package var ink: Color
  /// The background the theme is designed for; the terminal's default if the theme uses the terminal's palette.
  package var background: Color
  /// Whether the theme is designed for a light background.
  package var isLight = false
  /// Whether the theme uses colours at all.
  package var hasColour = true

  /// Returns the style of a curve by its number, cycling through `series`.
  package func curve(_ number: Int) -> Style {
    series.isEmpty ? text : series[((number % series.count) + series.count) % series.count]
  }

  /// The styles of all primary text.
  package var texts: [Style] { [text, title, accent, good, warning, positive, negative, validation] + series }
}

extension Canvas {
  /// Replaces the terminal's default colours by a theme's own, for terminals on whose background it can't be read.
  package mutating func fillBackground(of theme: Theme) {
    guard theme.background != .standard else { return }
    for row in 0..<height {
      for column in 0..<width {
        var cell = self[column, row]
        if cell.background == .standard { cell.background = theme.background }
        if cell.foreground == .standard { cell.foreground = theme.text.foreground }
        self[column, row] = cell
      }
    }
  }
}
