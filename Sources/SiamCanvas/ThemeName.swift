/// The themes a user can choose.
public enum ThemeName: String, CaseIterable, Sendable {
  /// Light text on a dark background.
  case dark
  /// Dark text on a light background.
  case light
  /// Bright text on black.
  case highContrast = "high-contrast"
  /// The terminal's own 16 colours.
  case terminal
}

extension Theme {
  /// Returns a theme by name; `onLight` is whether the terminal's background is light, which matters only for the
  /// theme `terminal`.
  package static func named(_ name: ThemeName, onLight: Bool = false) -> Theme {
    switch name {
    case .dark: .dark
    case .light: .light
    case .highContrast: .highContrast
    case .terminal: onLight ? .terminalLight : .terminalDark
    }
  }

  /// Returns the default theme for a terminal, by its background and by whether it shows more than 16 colours.
  ///
  /// An unknown background is assumed to be dark.
  package static func suited(to background: Color?, hasManyColors: Bool) -> Theme {
    // Black and white have the same contrast with a grey of this luminance.
    let onLight = (background?.luminance ?? 0) > 0.18
    return named(hasManyColors ? (onLight ? .light : .dark) : .terminal, onLight: onLight)
  }

  /// Whether all text of the theme is readable on a background.
  ///
  /// Always true for the terminal's own colours, which the user has chosen; for others, false if the background is
  /// unknown.
  package func isReadable(on background: Color?) -> Bool {
    guard self.background != .standard else { return true }
    guard let background else { return false }
    let isDimReadable = (dim.foreground.contrast(with: background) ?? 0) >= Theme.minDimContrast
    return isDimReadable && texts.allSatisfy { ($0.foreground.contrast(with: background) ?? 0) >= Theme.minContrast }
  }

  /// The minimum contrast of text with its background (WCAG 2.2, level AA).
  package static let minContrast = 4.5
  /// The minimum contrast of secondary text with its background.
  package static let minDimContrast = 3.0
}
