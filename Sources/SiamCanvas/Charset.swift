/// Which characters a terminal and its font can show.
package enum Charset: String, CaseIterable, Sendable {
  /// Unicode with braille dots for curves.
  case braille
  /// Unicode with block elements for curves, for fonts without braille.
  case block
  /// Plain ASCII.
  case ascii

  /// A text as this set can spell it; its width may change, so spell before measuring.
  package func spelled(_ text: String) -> String {
    guard self == .ascii, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    var spelled = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        spelled.unicodeScalars.append(scalar)
      } else {
        spelled += Charset.spellings[scalar] ?? "?"
      }
    }
    return spelled
  }

  private static let spellings: [Unicode.Scalar: String] = [
    "α": "a", "⁺": "+", "⁻": "-", "±": "+-", "…": "...", "–": "-", "−": "-", "—": "-", "·": "|", "→": "->",
    "←": "<-", "↑": "^", "↓": "v", "●": "*", "○": "o", "◆": "+", "■": "#", "□": "?", "▸": ">", "√": "sqrt ",
    "²": "^2", "‖": "||", "×": "x", "÷": "/", "≥": ">=", "≤": "<=", "≈": "~", "▶": ">", "◌": "o", "▲": "!",
    "’": "'", "“": "\"", "”": "\"", "½": "1/2", "⋯": "...", "│": "|", "─": "-", "━": "=", "┄": "-", "∅": "-",
    "é": "e", "₁": "1", "₂": "2", "∈": "in", "├": "|", "┤": "|", "✓": "+", "✗": "x", "≠": "!=",
  ]

  /// The border of a panel.
  package var border: Border {
    self == .ascii
      ? Border(
        horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+")
      : Border(
        horizontal: "─", vertical: "│", topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯")
  }

  /// The characters a border is made of.
  package struct Border: Sendable {
    /// Along the top and bottom.
    package let horizontal: Unicode.Scalar
    /// Along the sides.
    package let vertical: Unicode.Scalar
    /// A corner.
    package let topLeft: Unicode.Scalar
    /// A corner.
    package let topRight: Unicode.Scalar
    /// A corner.
    package let bottomLeft: Unicode.Scalar
    /// A corner.
    package let bottomRight: Unicode.Scalar
  }

  /// Dots of a plot in one cell, across and down.
  package var dotsPerCell: (across: Int, down: Int) {
    switch self {
    case .braille: (2, 4)
    case .block: (2, 2)
    case .ascii: (1, 2)
    }
  }

  /// The character with the dots of a mask, whose bit `down × across + column` is a dot; nil where none is set.
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

  /// Unicode numbers braille dots down the left column, then the right, then the bottom row.
  private static func brailleScalar(_ mask: UInt8) -> Unicode.Scalar? {
    let order: [UInt32] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
    var pattern: UInt32 = 0x2800
    for bit in 0..<8 where mask & (1 << UInt8(bit)) != 0 { pattern |= order[bit] }
    return Unicode.Scalar(pattern)
  }
}
