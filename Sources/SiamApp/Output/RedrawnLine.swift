import Foundation
import SiamCanvas
import SiamTerminal
import Synchronization

/// Lines on standard error. On a terminal, a progress line is redrawn in place; elsewhere each is a line of its own.
final class RedrawnLine: Sendable {
  private let stream = Output.current.standardError
  private let display: PrintedOutput
  private let isTerminal: Bool
  /// Width of the progress line on the terminal, in columns.
  private let drawn = Mutex(0)

  /// Writes to the standard error of the current task.
  init() { (display, isTerminal) = (stream.display, stream.isTerminal) }

  /// Suggested time between two progress lines, in seconds.
  var interval: Double { isTerminal ? 0.1 : 10 }

  /// Writes a line that stays.
  func printLine(_ line: String) { draw(line, stays: true) }

  /// Draws a progress line, which the next line replaces.
  func show(_ progress: ProgressText) {
    // The last column stays free, as some terminals wrap there.
    draw(progress.line(width: display.width - 1, isASCII: !display.supportsUTF8), stays: !isTerminal)
  }

  /// Ends the progress line, if there is one, and leaves it on the terminal.
  func end() { if drawn.withLock({ $0 }) > 0 { draw("", stays: true) } }

  /// Erases the progress line, if there is one.
  func erase() {
    drawn.withLock { drawn in
      guard drawn > 0 else { return }
      stream.write("\r\(String(repeating: " ", count: drawn))\r")
      drawn = 0
    }
  }

  private func draw(_ line: String, stays: Bool) {
    drawn.withLock { drawn in
      // An empty line ends the progress line as it is.
      let start = drawn > 0 && !line.isEmpty ? "\r" : ""
      let width = Charset.braille.columns(line)
      let blank = line.isEmpty ? "" : String(repeating: " ", count: max(0, drawn - width))
      stream.write(start + line + blank + (stays ? "\n" : ""))
      drawn = stays ? 0 : width
    }
  }
}
