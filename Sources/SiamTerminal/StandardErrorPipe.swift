import CNCurses

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Redirects standard error into a pipe while the screen is up, so that it can't disturb the screen.
///
/// A write to the pipe never blocks: what doesn't fit is lost.
final class StandardErrorPipe {
  /// The maximum length of a line, in bytes; longer lines are split.
  static let maxLineLength = 1000

  private let original: Int32
  let readEnd: Int32
  /// Whether standard error was closed or replaced elsewhere.
  private(set) var hasEnded = false
  private var unfinished: [UInt8] = []

  init() throws(TerminalError) {
    let copy = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { throw systemError("duplicate standard error") }
    var (reading, writing): (Int32, Int32) = (-1, -1)
    guard siam_device_pipe(&reading, &writing) == 0 else {
      let error = systemError("create a pipe for standard error")
      close(copy)
      throw error
    }
    guard dup2(writing, STDERR_FILENO) >= 0 else {
      let error = systemError("redirect standard error to a pipe")
      for descriptor in [copy, reading, writing] { close(descriptor) }
      throw error
    }
    close(writing)
    original = copy
    readEnd = reading
    siam_restore_standard_error(copy, reading)
  }

  deinit {
    siam_restore_standard_error(-1, -1)
    _ = dup2(original, STDERR_FILENO)
    // What was not shown yet, such as why the program ends.
    writeAll(STDERR_FILENO, unfinished)
    for _ in 0..<16 {
      guard case .bytes(let bytes) = readAvailable(readEnd) else { break }
      writeAll(STDERR_FILENO, bytes)
    }
    close(readEnd)
    close(original)
  }

  /// Reads the lines completed since the last call.
  func lines() -> [String] {
    var lines: [String] = []
    for _ in 0..<16 {
      let result = readAvailable(readEnd)
      if case .ended = result { hasEnded = true }
      guard case .bytes(let bytes) = result else { break }
      for byte in bytes {
        if byte != UInt8(ascii: "\n") { unfinished.append(byte) }
        if byte == UInt8(ascii: "\n") || unfinished.count >= Self.maxLineLength {
          lines.append(String(decoding: unfinished, as: UTF8.self))
          unfinished = []
        }
      }
    }
    return lines
  }
}
