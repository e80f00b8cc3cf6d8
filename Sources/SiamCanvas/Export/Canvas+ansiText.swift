extension Canvas {
  /// The canvas as text with colour codes, a line a row.
  package var ansiText: String { ansiText(in: .direct) }

  /// The same in the colours that a terminal has.
  package func ansiText(in palette: AnsiPalette) -> String {
    var text = ""
    for row in 0..<height {
      var style: Style?
      for cell in cells[row * width..<(row + 1) * width] {
        let next = Style(cell.foreground, background: cell.background, attributes: cell.attributes)
        if next != style {
          text += next.ansiCode(in: palette)
          style = next
        }
        text.unicodeScalars.append(cell.scalar)
      }
      text += "\u{1B}[0m\n"
    }
    return text
  }
}

/// Which colours control sequences may select.
package enum AnsiPalette: Sendable {
  /// 24 bits.
  case direct
  /// The nearest of xterm's 256.
  case xterm256
  /// The nearest of the terminal's own 16.
  case ansi16
}

extension Style {
  /// The control sequence that selects this style, whatever was selected before.
  package var ansiCode: String { ansiCode(in: .direct) }

  fileprivate func ansiCode(in palette: AnsiPalette) -> String {
    var codes = ["0"]
    if attributes.contains(.bold) { codes.append("1") }
    if attributes.contains(.dim) { codes.append("2") }
    if attributes.contains(.underline) { codes.append("4") }
    if attributes.contains(.reverse) { codes.append("7") }
    codes += [foreground.ansiCode(palette, ground: false), background.ansiCode(palette, ground: true)]
      .compactMap(\.self)
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }
}

extension Color {
  /// The parameters that select this colour for text or its ground; nil for the terminal's own.
  fileprivate func ansiCode(_ palette: AnsiPalette, ground: Bool) -> String? {
    switch self {
    case .rgb where palette == .xterm256: xterm256.map { "\(ground ? 48 : 38);5;\($0)" }
    case .rgb where palette == .ansi16:
      ansi16.map(Color.palette)?.ansiCode(.direct, ground: ground)
    case .standard: nil
    case .palette(let number): "\((number & 8 == 0 ? 30 : 90) + Int(number & 7) + (ground ? 10 : 0))"
    case .rgb(let red, let green, let blue): "\(ground ? 48 : 38);2;\(red);\(green);\(blue)"
    }
  }
}
