import Foundation

/// A colour to be displayed; the terminal shows the nearest it has.
public enum Color: Hashable, Sendable {
  /// The terminal's default foreground or background.
  case standard
  /// One of the terminal's 16 palette colours, 0…15, in ANSI's order, which the user may have chosen.
  case palette(UInt8)
  /// A 24-bit colour: red, green, blue.
  case rgb(UInt8, UInt8, UInt8)
}

extension Color {
  /// An approximation of the terminal's 16 palette colours: xterm's, with blues that are readable on black.
  package static let defaultPalette: [Color] = [
    .rgb(0x00, 0x00, 0x00), .rgb(0xCD, 0x31, 0x31), .rgb(0x0D, 0xBC, 0x79), .rgb(0xCD, 0xA8, 0x18),
    .rgb(0x24, 0x72, 0xC8), .rgb(0xBC, 0x3F, 0xBC), .rgb(0x11, 0xA8, 0xCD), .rgb(0xCC, 0xCC, 0xCC),
    .rgb(0x76, 0x76, 0x76), .rgb(0xF1, 0x4C, 0x4C), .rgb(0x23, 0xD1, 0x8B), .rgb(0xF5, 0xF5, 0x43),
    .rgb(0x3B, 0x8E, 0xEA), .rgb(0xD6, 0x70, 0xD6), .rgb(0x29, 0xB8, 0xDB), .rgb(0xFF, 0xFF, 0xFF),
  ]

  /// Resolves the colour to red, green and blue; `standard` replaces the terminal's default colour.
  package func visible(standard: Color) -> Color {
    switch self {
    case .standard: standard == .standard ? Color.defaultPalette[7] : standard.visible(standard: .standard)
    case .palette(let number): Color.defaultPalette[Int(number & 15)]
    case .rgb: self
    }
  }

  /// The relative luminance, 0…1; nil for the terminal's default colour.
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

  /// Returns the contrast ratio of two colours, 1…21; nil if either is the terminal's default.
  ///
  /// Source: WCAG 2.2, contrast ratio.
  package func contrast(with other: Color) -> Double? {
    guard let one = luminance, let two = other.luminance else { return nil }
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }
}
