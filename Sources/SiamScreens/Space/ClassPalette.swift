import SiamCanvas

/// Twelve colours for classes or groups that are easy to distinguish on dark and on light backgrounds. Colours unlike
/// those of d⁺ and d⁻ come first. Each has a letter too, so that colour isn't needed.
enum ClassPalette {
  /// The number of colours.
  static let count = 12

  private static let hues: [(bright: Color, deep: Color)] = [
    (.rgb(0xC3, 0x9B, 0xF2), .rgb(0x6A, 0x35, 0xB5)), (.rgb(0xA5, 0xD6, 0x5A), .rgb(0x41, 0x7A, 0x00)),
    (.rgb(0xF4, 0x8F, 0xB1), .rgb(0xB0, 0x24, 0x5C)), (.rgb(0x35, 0xC9, 0xA5), .rgb(0x00, 0x72, 0x5A)),
    (.rgb(0xE0, 0xC0, 0x98), .rgb(0x7A, 0x55, 0x28)), (.rgb(0x5F, 0xD3, 0xF3), .rgb(0x00, 0x6C, 0x8C)),
    (.rgb(0xFF, 0xE0, 0x66), .rgb(0x86, 0x66, 0x00)), (.rgb(0xE8, 0x7B, 0xE8), .rgb(0x9A, 0x1F, 0x9A)),
    (.rgb(0x90, 0xA8, 0xFF), .rgb(0x30, 0x48, 0xC0)), (.rgb(0xB9, 0xE8, 0xC4), .rgb(0x2C, 0x6B, 0x3E)),
    (.rgb(0xFF, 0x8A, 0x65), .rgb(0xB4, 0x3A, 0x10)), (.rgb(0xC8, 0xCE, 0xD8), .rgb(0x50, 0x58, 0x66)),
  ]

  /// The style of the class or group with a number, from 0.
  static func style(_ number: Int, theme: Theme) -> Style {
    guard theme.hasColour else { return theme.text }
    let hue = hues[((number % count) + count) % count]
    return Style(isDark(theme) ? hue.bright : hue.deep)
  }

  /// The letter of the class or group with a number, from 0.
  static func letter(_ number: Int, isCapital: Bool) -> Unicode.Scalar {
    let first: Unicode.Scalar = isCapital ? "A" : "a"
    return Unicode.Scalar(first.value + UInt32(((number % count) + count) % count)) ?? first
  }

  private static func isDark(_ theme: Theme) -> Bool {
    guard case .rgb(let red, let green, let blue) = theme.text.foreground else { return true }
    return Int(red) + Int(green) + Int(blue) > 3 * 128
  }
}
