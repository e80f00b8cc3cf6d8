import CNCurses

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The modes of a terminal's device before siam changed them.
struct TerminalModes {
  let modes: termios
  private let input: Int32
  private let output: Int32
  private let inputWasNonblocking: Bool
  private let outputWasNonblocking: Bool

  /// Saves the modes, and makes reads and writes block: ncurses would spin on a terminal that accepts no output.
  init(input: Int32, output: Int32) throws(TerminalError) {
    var modes = termios()
    guard tcgetattr(input, &modes) == 0 else { throw systemError("read the terminal's modes") }
    self.modes = modes
    self.input = input
    self.output = output
    inputWasNonblocking = siam_device_set_nonblocking(input, 0) == 1
    outputWasNonblocking = siam_device_set_nonblocking(output, 0) == 1
  }

  /// Restores the saved modes.
  func restore() {
    var modes = modes
    _ = siam_device_set_modes(input, &modes)
    if inputWasNonblocking { _ = siam_device_set_nonblocking(input, 1) }
    if outputWasNonblocking { _ = siam_device_set_nonblocking(output, 1) }
  }

  /// Makes a crash, `exit` and the like restore the terminal, until `siam_restore_disarm`.
  func arm(_ sequence: RestoreSequence) throws(TerminalError) {
    var modes = modes
    guard siam_restore_arm(input, output, &modes, sequence.bytes, Int32(sequence.bytes.count)) != 0 else {
      throw .system(operation: "prepare to restore the terminal", code: ENOMEM)
    }
  }
}
