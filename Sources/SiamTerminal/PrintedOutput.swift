internal import CNCurses

/// What an output shows of text that is printed to it and scrolls away; the terminal stays the shell's.
package struct PrintedOutput: Sendable {
  /// In columns; 80 where it is no terminal.
  package let width: Int
  /// None where it is no terminal or `NO_COLOR` asks for none.
  package let colors: ColorLevel
  /// Whether more than ASCII may be printed there: a terminal under a UTF-8 locale.
  package let supportsUTF8: Bool

  /// An output that is no terminal.
  package static let plain = PrintedOutput(width: 80, colors: .monochrome, supportsUTF8: false)

  private init(width: Int, colors: ColorLevel, supportsUTF8: Bool) {
    (self.width, self.colors, self.supportsUTF8) = (width, colors, supportsUTF8)
  }

  /// Looks at an open file.
  package init(descriptor: Int32) {
    guard isTerminal(descriptor) else {
      self = .plain
      return
    }
    var (columns, rows): (Int32, Int32) = (80, 24)
    if siam_device_size(descriptor, &columns, &rows) == 0 { columns = 80 }
    width = Int(columns)
    supportsUTF8 = siam_locale_start() == 1
    let type = environment("TERM") ?? ""
    let description = try? TerminalDescription.nearest(type: type, output: descriptor).description
    colors = ColorLevel(
      noColor: environment("NO_COLOR"), colorTerm: environment("COLORTERM"),
      described: type.hasSuffix("-direct") ? 1 << 24 : Int(description?[number: "colors"] ?? -1))
  }
}
