import SiamCore

extension Unicode.Scalar {
  /// The number of columns of the character in every terminal, 1 or 2; 0 if it is invisible, combines with others, or
  /// terminals differ.
  package var columns: Int {
    if value < 0x7F { return value >= 0x20 ? 1 : 0 }
    if value < 0xA0 { return 0 }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .nonspacingMark, .enclosingMark, .spacingMark:
      return 0
    default:
      if WideCharacters.contains(value) { return 2 }
      // The vowels and finals of a Hangul syllable, and the halves of flags.
      let combines = (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) || isRegionalIndicator
      return combines || WideCharacters.isUncertain(value) ? 0 : 1
    }
  }

  /// Whether the character is one of the 26 letters that flags are pairs of.
  var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }
}

extension Charset {
  /// Returns the characters to draw of a text, each in one or two columns, with a placeholder for any that can't be
  /// shown.
  ///
  /// Combining marks are dropped unless there is a composed character. Of a sequence of emoji, the first is drawn; a
  /// flag is drawn as its two letters.
  package func scalars(_ text: String) -> [Unicode.Scalar] {
    let text = transliterated(text)
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return Array(text.unicodeScalars) }
    return text.flatMap { character in
      let shown = character.shownScalars
      return shown.isEmpty ? [self == .ascii ? "?" : "□"] : shown
    }
  }

  /// Returns the number of columns a text takes.
  package func columns(_ text: String) -> Int {
    let text = transliterated(text)
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.count }
    return scalars(text).reduce(0) { $0 + $1.columns }
  }

  /// Returns as many of a text's first characters as fit into a number of columns.
  package func prefix(_ text: String, columns: Int) -> String {
    var (room, end) = (columns, text.startIndex)
    while end < text.endIndex {
      room -= self.columns(String(text[end]))
      if room < 0 { break }
      end = text.index(after: end)
    }
    return String(text[..<end])
  }

  /// Returns as many of a text's last characters as fit into a number of columns.
  package func suffix(_ text: String, columns: Int) -> String {
    var (room, start) = (columns, text.endIndex)
    while start > text.startIndex {
      let previous = text.index(before: start)
      room -= self.columns(String(text[previous]))
      if room < 0 { break }
      start = previous
    }
    return String(text[start...])
  }
}

extension Character {
  /// The characters to draw for this one; empty if it can't be shown.
  fileprivate var shownScalars: [Unicode.Scalar] {
    guard let first = unicodeScalars.first else { return [] }
    if unicodeScalars.count == 1 { return first.columns > 0 ? [first] : [] }
    if first.isRegionalIndicator {
      return unicodeScalars.filter(\.isRegionalIndicator).compactMap { Unicode.Scalar($0.value - 0x1F1E6 + 0x41) }
    }
    // Letters that Unicode joins to the one before have columns of their own, as in क्ष or ｶﾞ.
    return composedScalars.enumerated().filter { index, scalar in
      index == 0 || [.otherLetter, .modifierLetter].contains(scalar.properties.generalCategory)
    }.map(\.element).filter { $0.columns > 0 }
  }
}
