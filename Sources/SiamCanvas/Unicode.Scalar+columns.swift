extension Unicode.Scalar {
  /// Whether the character is printable and exactly one column wide in every terminal.
  package var isOneColumn: Bool {
    if value < 0x7F { return value >= 0x20 }
    if value < 0xA0 { return false }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .nonspacingMark, .enclosingMark, .spacingMark:
      return false
    default:
      return !properties.isEmojiPresentation && !isWide && !(0x1160...0x11FF).contains(value)
    }
  }

  /// Whether the character is two columns wide by East Asian Width (Unicode 16, except emoji).
  private var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7FF,
      0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF,
      0x1AFF0...0x1B2FF, 0x1D300...0x1D376, 0x1F000...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}

extension Charset {
  /// Returns a text's cells: one scalar per character, with a placeholder for any not exactly one column wide.
  package func scalars(_ text: String) -> [Unicode.Scalar] {
    transliterated(text).compactMap { character in
      guard let first = character.unicodeScalars.first else { return nil }
      if first.isOneColumn { return first }
      return self == .ascii ? "?" : "□"
    }
  }

  /// Returns the number of columns a text takes.
  package func columns(_ text: String) -> Int { scalars(text).count }
}
