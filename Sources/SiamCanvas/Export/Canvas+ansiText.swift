extension Canvas {
  /// The canvas as text with ANSI escape codes, one line per row, in 24-bit colours.
  package var ansiText: String { ansiText(in: .direct) }

  /// Returns the canvas as text with ANSI escape codes, in the colours of a palette.
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
        if !cell.isContinuation { text.unicodeScalars.append(cell.scalar) }
      }
      text += "\u{1B}[0m\n"
    }
    return text
  }
}

/// The colours that escape codes may select.
package enum AnsiPalette: Sendable {
  /// 24-bit colours.
  case direct
  /// The nearest of xterm's 256 colours.
  case xterm256
  /// The nearest of the terminal's 16 palette colours.
  case ansi16
}

extension Style {
  /// The escape code that selects this style, whatever was selected before.
  package var ansiCode: String { ansiCode(in: .direct) }

  fileprivate func ansiCode(in palette: AnsiPalette) -> String {
    var codes = ["0"]
    if attributes.contains(.bold) { codes.append("1") }
    if attributes.contains(.dim) { codes.append("2") }
    if attributes.contains(.underline) { codes.append("4") }
    if attributes.contains(.reverse) { codes.append("7") }
    codes += [foreground.ansiCode(palette, isBackground: false), background.ansiCode(palette, isBackground: true)]
      .compactMap(\.self)
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }
}

extension Color {
  /// Returns the parameters that select this colour for text or its background; nil for the terminal's default.
  fileprivate func ansiCode(_ palette: AnsiPalette, isBackground: Bool) -> String? {
    switch self {
    case .rgb where palette == .xterm256: xterm256.map { "\(isBackground ? 48 : 38);5;\($0)" }
    case .rgb where palette == .ansi16:
      ansi16.map(Color.palette)?.ansiCode(.direct, isBackground: isBackground)
    case .standard: nil
    case .palette(let number): "\((number & 8 == 0 ? 30 : 90) + Int(number & 7) + (isBackground ? 10 : 0))"
    case .rgb(let red, let green, let blue): "\(isBackground ? 48 : 38);2;\(red);\(green);\(blue)"
    }
  }
}
