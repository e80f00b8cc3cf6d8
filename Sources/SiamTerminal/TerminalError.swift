/// The reason a terminal could not be opened.
public enum TerminalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A descriptor (0 is standard input, 1 is standard output) is a file, a pipe or closed.
  case notATerminal(descriptor: Int32)
  /// There is no description of the terminal's type, which is empty if `TERM` is not set.
  case unknownType(String)
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
      return "unknown terminal type '\(type)'; set TERM to another (such as xterm-256color) or run with --headless"
    case .tooSimple(let type):
      return "a terminal of type '\(type)' can't position the cursor; run with --headless"
    case .alreadyOpen:
      return "the terminal is already in use by this program"
    case .system(let operation, let code):
      return "can't \(operation): \(systemMessage(code))"
    }
  }
}
