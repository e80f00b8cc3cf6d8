/// The characters that a terminal and its font can show.
package enum Charset: String, CaseIterable, Sendable {
  /// Unicode, with braille dots for curves.
  case braille
  /// Unicode, with block elements for curves, for fonts without braille.
  case block
  /// Plain ASCII.
  case ascii

  /// Replaces the characters of a text that this set lacks by similar ones.
  ///
  /// The width may change, so measure the result.
  package func transliterated(_ text: String) -> String {
    guard self == .ascii, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        result.unicodeScalars.append(scalar)
      } else {
        result += Charset.replacements[scalar] ?? "?"
      }
    }
    return result
  }

  private static let replacements: [Unicode.Scalar: String] = [
    "α": "a", "⁺": "+", "⁻": "-", "±": "+-", "…": "...", "–": "-", "−": "-", "—": "-", "·": "|", "→": "->",
    "←": "<-", "↑": "^", "↓": "v", "●": "*", "○": "o", "◆": "+", "■": "#", "□": "?", "▸": ">", "√": "sqrt ",
    "²": "^2", "‖": "||", "×": "x", "÷": "/", "≥": ">=", "≤": "<=", "≈": "~", "▶": ">", "◌": "o", "▲": "!",
    "’": "'", "“": "\"", "”": "\"", "½": "1/2", "⋯": "...", "│": "|", "─": "-", "━": "=", "┄": "-", "∅": "-",
    "é": "e", "₁": "1", "₂": "2", "∈": "in", "├": "|", "┤": "|", "✓": "+", "✗": "x", "≠": "!=",
  ]

  /// The characters of a panel's border.
  package var border: Border {
    self == .ascii
      ? Border(
        horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+")
      : Border(
        horizontal: "─", vertical: "│", topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯")
  }

  /// The characters of a border.
  package struct Border: Sendable {
    /// The top and bottom edges.
    package let horizontal: Unicode.Scalar
    /// The left and right edges.
    package let vertical: Unicode.Scalar
    /// The top left corner.
    package let topLeft: Unicode.Scalar
    /// The top right corner.
    package let topRight: Unicode.Scalar
    /// The bottom left corner.
    package let bottomLeft: Unicode.Scalar
    /// The bottom right corner.
    package let bottomRight: Unicode.Scalar
  }

  /// The number of dots in one cell of a plot, across and down.
  package var dotsPerCell: (across: Int, down: Int) {
    switch self {
    case .braille: (2, 4)
    case .block: (2, 2)
    case .ascii: (1, 2)
    }
  }

  /// Returns the character with the dots of a mask; nil if no bit is set.
  ///
  /// Bit `row × across + column` of the mask is the dot in that row and column of the cell.
  package func dots(_ mask: UInt8) -> Unicode.Scalar? {
    guard mask != 0 else { return nil }
    switch self {
    case .braille: return Charset.brailleScalar(mask)
    case .block: return Charset.quadrants[Int(mask & 15)]
    case .ascii: return Charset.halves[Int(mask & 3)]
    }
  }

  private static let quadrants: [Unicode.Scalar] = [
    " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
  ]

  private static let halves: [Unicode.Scalar] = [" ", "'", ".", ":"]

  /// Returns the braille character of a mask. Unicode numbers the dots down the left column, then the right, then the
  /// bottom row.
  private static func brailleScalar(_ mask: UInt8) -> Unicode.Scalar? {
    let order: [UInt32] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
    var pattern: UInt32 = 0x2800
    for bit in 0..<8 where mask & (1 << UInt8(bit)) != 0 { pattern |= order[bit] }
    return Unicode.Scalar(pattern)
  }
}
