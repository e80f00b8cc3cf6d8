import Foundation

extension Color {
  /// What the terminal's 16 colours usually look like: xterm's, with the blues that are read on black.
  package static let usualPalette: [Color] = [
    .rgb(0x00, 0x00, 0x00), .rgb(0xCD, 0x31, 0x31), .rgb(0x0D, 0xBC, 0x79), .rgb(0xCD, 0xA8, 0x18),
    .rgb(0x24, 0x72, 0xC8), .rgb(0xBC, 0x3F, 0xBC), .rgb(0x11, 0xA8, 0xCD), .rgb(0xCC, 0xCC, 0xCC),
    .rgb(0x76, 0x76, 0x76), .rgb(0xF1, 0x4C, 0x4C), .rgb(0x23, 0xD1, 0x8B), .rgb(0xF5, 0xF5, 0x43),
    .rgb(0x3B, 0x8E, 0xEA), .rgb(0xD6, 0x70, 0xD6), .rgb(0x29, 0xB8, 0xDB), .rgb(0xFF, 0xFF, 0xFF),
  ]

  /// The colour in red, green and blue, with what stands for the terminal's own colour.
  package func visible(standard: Color) -> Color {
    switch self {
    case .standard: standard == .standard ? Color.usualPalette[7] : standard.visible(standard: .standard)
    case .palette(let number): Color.usualPalette[Int(number & 15)]
    case .rgb: self
    }
  }

  /// How bright it looks, 0…1; nil for the terminal's own colour.
  ///
  /// Source: WCAG 2.2, relative luminance.
  package var luminance: Double? {
    guard self != .standard, case .rgb(let red, let green, let blue) = visible(standard: .standard) else { return nil }
    func linear(_ byte: UInt8) -> Double {
      let value = Double(byte) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// How well two colours are told apart, 1…21; nil where either is the terminal's own.
  ///
  /// Source: WCAG 2.2, contrast ratio.
  package func contrast(with other: Color) -> Double? {
    guard let one = luminance, let two = other.luminance else { return nil }
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }
}
