import SiamCanvas
import SiamTerminal

/// What a person asked of the screen at the start; the model takes over from there.
struct ScreenSettings: Sendable {
  /// How often news from training may be drawn.
  static let framesASecond = 1...30
  /// As often as the eye follows figures.
  static let usualFramesASecond = 10

  /// Nil for the one that suits the terminal.
  var theme: ThemeName?
  /// Nil for what the locale has.
  var charset: Charset?
  /// Drawings of news from training, at most.
  var framesASecond = usualFramesASecond
  /// Commands to run when the screen opens, as typed after `:`.
  var commands: [String] = []

  /// The theme for a terminal with this background; nil where that is not known.
  func theme(for terminal: Terminal, background: Color?) -> Theme {
    guard terminal.colors > .monochrome else { return .plain }
    let suited = Theme.suited(to: background, hasManyColors: terminal.colors >= .palette256)
    return theme.map { Theme.named($0, onLight: suited.isLight) } ?? suited
  }

  /// The characters for a terminal; never any that its locale has not.
  func charset(for terminal: Terminal) -> Charset {
    terminal.supportsUTF8 ? charset ?? .braille : .ascii
  }
}
