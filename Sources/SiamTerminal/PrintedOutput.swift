import CNCurses

/// The width, colours and character set of an output that text is printed to line by line, outside the full-screen UI.
package struct PrintedOutput: Sendable {
  /// The width in columns; 80 if the output is not a terminal.
  package let width: Int
  /// The colours it shows; monochrome if it is not a terminal or `NO_COLOR` is set.
  package let colors: ColorLevel
  /// Whether it shows characters beyond ASCII: a terminal under a UTF-8 locale.
  package let supportsUTF8: Bool

  /// Whether it is a terminal.
  package let isTerminal: Bool

  /// An output that is not a terminal.
  package static let plain = PrintedOutput()

  private init() { (width, colors, supportsUTF8, isTerminal) = (80, .monochrome, false, false) }

  /// Detects the properties of an open file descriptor.
  package init(descriptor: Int32) {
    guard SiamTerminal.isTerminal(descriptor) else {
      self = .plain
      return
    }
    var (columns, rows): (Int32, Int32) = (80, 24)
    if siam_device_size(descriptor, &columns, &rows) == 0 { columns = 80 }
    width = Int(columns)
    isTerminal = true
    supportsUTF8 = siam_locale_start() == 1
    let type = environment("TERM") ?? ""
    // A terminal of an unknown type has no description, and then the environment decides.
    let description = try? TerminalDescription.nearest(type: type, output: descriptor).description
    colors = ColorLevel(
      noColor: environment("NO_COLOR"), colorTerm: environment("COLORTERM"),
      described: type.hasSuffix("-direct") ? 1 << 24 : Int(description?[number: "colors"] ?? -1))
  }
}
