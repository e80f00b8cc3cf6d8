/// Why a terminal could not be taken.
public enum TerminalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A descriptor (0 for standard input, 1 for standard output) is a file, a pipe or closed.
  case notATerminal(descriptor: Int32)
  /// There is no description of the terminal's type; empty where `TERM` is not set.
  case unknownType(String)
  /// The terminal's type has no way to place characters on the screen.
  case tooSimple(type: String)
  /// Another `Terminal` or `StopSignals` of this process is open.
  case alreadyOpen
  /// The system refused an operation.
  case system(operation: String, code: Int32)

  /// One line: what, where and what to do.
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
      return "a terminal of type '\(type)' can't place the cursor; run with --headless"
    case .alreadyOpen:
      return "the terminal is in use by this program already"
    case .system(let operation, let code):
      return "can't \(operation): \(systemMessage(code))"
    }
  }
}
