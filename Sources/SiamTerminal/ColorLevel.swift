import SiamCanvas

/// The number of colours a terminal shows.
package enum ColorLevel: Int, Comparable, Sendable, CaseIterable {
  /// No colours, or `NO_COLOR` is set.
  case monochrome
  /// The first eight colours of the user's palette.
  case eight
  /// The sixteen colours of the user's palette.
  case sixteen
  /// xterm's 256 colours.
  case palette256
  /// 24-bit colour.
  case direct

  package static func < (one: ColorLevel, other: ColorLevel) -> Bool { one.rawValue < other.rawValue }

  /// Derives the level from the environment and the terminal's description.
  ///
  /// - Parameters:
  ///   - noColor: the variable `NO_COLOR`; any value but an empty one turns colour off.
  ///   - colorTerm: the variable `COLORTERM`.
  ///   - described: the number of colours in the description; negative if it has none.
  init(noColor: String?, colorTerm: String?, described: Int) {
    if let noColor, !noColor.isEmpty {
      self = .monochrome
    } else if let colorTerm, ["truecolor", "24bit"].contains(colorTerm.lowercased()) {
      self = .direct
    } else {
      self.init(described: described)
    }
  }

  /// Derives the level from the number of colours in a description.
  init(described: Int) {
    switch described {
    case 0x100_0000...: self = .direct
    case 256...: self = .palette256
    case 16...: self = .sixteen
    case 8...: self = .eight
    default: self = .monochrome
    }
  }
}

extension ColorLevel {
  /// Returns the number that ncurses uses for a colour at this level; -1 for the terminal's default colour.
  func number(_ color: Color, isBackground: Bool = false) -> Int32 {
    switch self {
    case .monochrome: return -1
    case .eight: return color.ansi16.map { Self.dark($0, isBackground: isBackground) } ?? -1
    case .sixteen: return color.ansi16.map(Int32.init) ?? -1
    case .palette256: return color.xterm256.map(Int32.init) ?? -1
    case .direct:
      switch color {
      case .standard: return -1
      case .palette(let number): return TerminalDescription.directPalette + Int32(number & 15)
      case .rgb(let red, let green, let blue): return Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
      }
    }
  }

  /// Returns which of the first eight palette colours replaces one of the sixteen.
  private static func dark(_ number: UInt8, isBackground: Bool) -> Int32 {
    switch number {
    // There is no dark grey among the eight: text stays readable, and backgrounds dark.
    case 8: isBackground ? 0 : 7
    // Dark blue is unreadable on black: cyan replaces bright blue.
    case 12: isBackground ? 4 : 6
    default: Int32(number & 7)
    }
  }
}
