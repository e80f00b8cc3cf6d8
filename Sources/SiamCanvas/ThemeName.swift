/// The themes a person can choose from.
public enum ThemeName: String, CaseIterable, Sendable {
  /// Light on dark.
  case dark
  /// Dark on light.
  case light
  /// Bright on black.
  case highContrast = "high-contrast"
  /// In the terminal's own 16 colours.
  case terminal
}

extension Theme {
  /// A theme by its name; `onLight` says whether the terminal's background is light, which matters where its own
  /// colours are used.
  package static func named(_ name: ThemeName, onLight: Bool = false) -> Theme {
    switch name {
    case .dark: .dark
    case .light: .light
    case .highContrast: .highContrast
    case .terminal: onLight ? .terminalLight : .terminalDark
    }
  }

  /// The theme for a terminal nobody chose one for: by its background, which is taken to be dark where it is not known,
  /// and by whether it shows more than its own 16 colours.
  package static func suited(to background: Color?, hasManyColors: Bool) -> Theme {
    // Black and white are told apart equally well from a grey of this luminance.
    let onLight = (background?.luminance ?? 0) > 0.18
    return named(hasManyColors ? (onLight ? .light : .dark) : .terminal, onLight: onLight)
  }

  /// Whether every text can be read on a background.
  ///
  /// Always so for the terminal's own colours, which its user has chosen; never so for others where the background is
  /// not known.
  package func isReadable(on background: Color?) -> Bool {
    guard ground != .standard else { return true }
    guard let background else { return false }
    let isDimSeen = (dim.foreground.contrast(with: background) ?? 0) >= Theme.leastDimContrast
    return isDimSeen && texts.allSatisfy { ($0.foreground.contrast(with: background) ?? 0) >= Theme.leastContrast }
  }

  /// The least contrast of text with its background (WCAG 2.2, level AA).
  package static let leastContrast = 4.5
  /// The least contrast of text that stands back.
  package static let leastDimContrast = 3.0
}
