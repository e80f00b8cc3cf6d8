import SiamCanvas

extension ColorLevel {
  /// The number ncurses knows a colour by at this level; -1 for the terminal's own.
  func number(_ color: Color, isBackground: Bool = false) -> Int32 {
    guard case .rgb(let red, let green, let blue) = color else { return -1 }
    switch self {
    case .monochrome: return -1
    case .eight:
      // Without dark grey: text stays readable, and grounds dark.
      guard let number = color.ansi16 else { return -1 }
      return number == 8 ? (isBackground ? 0 : 7) : Int32(number & 7)
    case .sixteen: return color.ansi16.map(Int32.init) ?? -1
    case .palette256: return color.xterm256.map(Int32.init) ?? -1
    case .direct: return Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
    }
  }
}
