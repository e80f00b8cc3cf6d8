import SiamCanvas
import SiamTerminal

/// The screen options that the user gave at the start; the model may change them later.
struct ScreenSettings: Sendable {
  /// The permitted frame rates for news from training.
  static let framesPerSecond = 1...30
  /// The default frame rate: numbers that change faster can't be read.
  static let defaultFramesPerSecond = 10

  /// Nil for the theme that suits the terminal.
  var theme: ThemeName?
  /// Nil for the characters that the locale supports.
  var charset: Charset?
  /// The maximum frame rate for news from training.
  var framesPerSecond = defaultFramesPerSecond
  /// Commands to run when the screen opens, as typed after `:`.
  var commands: [String] = []

  /// The theme for a terminal whose background is this colour, or nil if unknown.
  func theme(for terminal: Terminal, background: Color?) -> Theme {
    guard terminal.colors > .monochrome else { return .plain }
    let suited = Theme.suited(to: background, hasManyColors: terminal.colors >= .palette256)
    return theme.map { Theme.named($0, onLight: suited.isLight) } ?? suited
  }

  /// The characters for a terminal: ASCII if its locale is not UTF-8.
  func charset(for terminal: Terminal) -> Charset {
    terminal.supportsUTF8 ? charset ?? .braille : .ascii
  }
}
