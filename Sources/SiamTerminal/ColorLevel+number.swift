import SiamCanvas

extension ColorLevel {
  /// The number ncurses knows a colour by at this level; -1 for the terminal's own.
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

  /// Which of the first eight stands for one of the sixteen.
  private static func dark(_ number: UInt8, isBackground: Bool) -> Int32 {
    switch number {
    // Without dark grey: text stays readable, and grounds dark.
    case 8: isBackground ? 0 : 7
    // Dark blue is lost on black: for bright blue stands cyan.
    case 12: isBackground ? 4 : 6
    default: Int32(number & 7)
    }
  }
}
