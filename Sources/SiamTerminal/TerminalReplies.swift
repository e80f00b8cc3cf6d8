import SiamCanvas

/// A terminal's replies to `query`.
struct TerminalReplies: Equatable {
  /// Queries the background colour (OSC 11), then the terminal's identity (DA1).
  ///
  /// Every terminal replies to DA1, so that reply shows that no reply to OSC 11 will follow.
  static let query = Array("\u{1B}]11;?\u{1B}\\\u{1B}[c".utf8)

  /// The background colour, or nil without a reply.
  private(set) var background: Color?
  /// Whether the reply to DA1 has arrived, after which no other follows.
  var isComplete = false

  /// Applies the text of a reply to OSC 11, such as `11;rgb:1e1e/1e1e/1e1e`.
  mutating func apply(text: [UInt8]) {
    let text = String(decoding: text, as: UTF8.self)
    guard text.hasPrefix("11;") else { return }
    background = Color(specification: text.dropFirst(3)) ?? background
  }

  /// Whether terminals of a type support queries, or at least ignore them silently.
  static func areSupported(by type: String) -> Bool {
    let families = [
      "alacritty", "contour", "foot", "ghostty", "iterm", "kitty", "konsole", "mintty", "mlterm", "putty", "rxvt",
      "screen", "st-", "tmux", "vte", "wezterm", "xterm",
    ]
    return families.contains { type.hasPrefix($0) }
  }

  /// Parses the background from the variable `COLORFGBG`, which rxvt, Konsole and others set: `15;0`, `0;default;15`.
  static func background(colorFGBG: String?) -> Color? {
    guard let last = colorFGBG?.split(separator: ";").last, let number = UInt8(last), number < 16 else { return nil }
    return .palette(number)
  }
}

extension Color {
  /// Parses an X11 colour: `rgb:` or `rgba:` and parts of one to four hexadecimal digits, or `#rrggbb`.
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
      let maxValue = UInt32(1) << (4 * UInt32(part.count)) - 1
      return UInt8((value * 255 + maxValue / 2) / maxValue)
    }
    guard values.count == 3 else { return nil }
    self = .rgb(values[0], values[1], values[2])
  }
}
