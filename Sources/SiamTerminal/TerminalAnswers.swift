import SiamCanvas

/// What a terminal has answered to `question`.
struct TerminalAnswers: Equatable {
  /// Asks for the background (OSC 11), and then what the terminal is: every terminal answers that (DA1), so that one
  /// that doesn't know the first question need not be waited for.
  static let question = Array("\u{1B}]11;?\u{1B}\\\u{1B}[c".utf8)

  /// The background's colour.
  private(set) var background: Color?
  /// Whether it has said what it is: no other answer follows.
  var hasIdentified = false

  /// Takes the text of an answer of operating system controls: `11;rgb:1e1e/1e1e/1e1e`.
  mutating func take(text: [UInt8]) {
    let text = String(decoding: text, as: UTF8.self)
    guard text.hasPrefix("11;") else { return }
    background = Color(specification: text.dropFirst(3)) ?? background
  }

  /// Whether terminals of a type understand questions, or at least ignore them without a trace.
  static func areGiven(by type: String) -> Bool {
    let families = [
      "alacritty", "contour", "foot", "ghostty", "iterm", "kitty", "konsole", "mintty", "mlterm", "putty", "rxvt",
      "screen", "st-", "tmux", "vte", "wezterm", "xterm",
    ]
    return families.contains { type.hasPrefix($0) }
  }

  /// The background by the variable `COLORFGBG`, as rxvt, Konsole and others set it: `15;0`, `0;default;15`.
  static func background(colorFGBG: String?) -> Color? {
    guard let last = colorFGBG?.split(separator: ";").last, let number = UInt8(last), number < 16 else { return nil }
    return .palette(number)
  }
}

extension Color {
  /// A colour as X11 spells it: `rgb:` or `rgba:` and parts of one to four hexadecimal digits, or `#rrggbb`.
  init?(specification text: some StringProtocol) {
    var parts: [Substring]
    if text.hasPrefix("#"), text.count == 7 {
      let digits = Substring(text.dropFirst())
      parts = [digits.prefix(2), digits.dropFirst(2).prefix(2), digits.suffix(2)]
    } else {
      guard let colon = text.firstIndex(of: ":"), ["rgb", "rgba"].contains(String(text[..<colon])) else { return nil }
      parts = Substring(text[colon...].dropFirst()).split(separator: "/", omittingEmptySubsequences: false)
    }
    let values = parts.prefix(3).compactMap { part -> UInt8? in
      guard (1...4).contains(part.count), let value = UInt32(part, radix: 16) else { return nil }
      let most = UInt32(1) << (4 * UInt32(part.count)) - 1
      return UInt8((value * 255 + most / 2) / most)
    }
    guard values.count == 3 else { return nil }
    self = .rgb(values[0], values[1], values[2])
  }
}
