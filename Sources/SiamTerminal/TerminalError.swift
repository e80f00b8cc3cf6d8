/// The reason a terminal could not be opened.
public enum TerminalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A descriptor (0 is standard input, 1 is standard output) is a file, a pipe or closed.
  case notATerminal(descriptor: Int32)
  /// There is no description of the terminal's type, which is empty if `TERM` is not set.
  case unknownType(String)
  /// No terminal descriptions are installed; `TERM` may be right.
  case noDescriptions(type: String)
  /// The terminal has too few columns or rows.
  case tooSmall(width: Int, height: Int)
  /// The terminal's type can't position the cursor.
  case tooSimple(type: String)
  /// Another `Terminal` or `StopSignals` of this process is open.
  case alreadyOpen
  /// A system call failed.
  case system(operation: String, code: Int32)

  /// The error as one line: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .notATerminal(let descriptor):
      let name = descriptor == 0 ? "standard input" : descriptor == 1 ? "standard output" : "descriptor \(descriptor)"
      return "\(name) is not a terminal; run with --headless"
    case .unknownType(""):
      return "TERM is not set; set it to your terminal's type (such as xterm-256color) or run with --headless"
    case .unknownType(let type):
      let other = type.hasPrefix("xterm") ? "vt100" : "xterm-256color"
      return "unknown terminal type '\(type)'; set TERM to another (such as \(other)) or run with --headless"
    case .noDescriptions(let type):
      return "no description of terminal type '\(type)' is installed; apt-get install ncurses-base, or set TERMINFO to "
        + "the folder that has one"
    case .tooSmall(let width, let height):
      return "the terminal is too small (\(width) × \(height)); enlarge it to \(Terminal.minimumSize.width) × "
        + "\(Terminal.minimumSize.height) or more, or run with --headless"
    case .tooSimple(let type):
      return "a terminal of type '\(type)' can't position the cursor; run with --headless"
    case .alreadyOpen:
      return "the terminal is already in use by this program"
    case .system(let operation, let code):
      return "can't \(operation): \(systemMessage(code))"
    }
  }
}
