import Foundation
import SiamTerminal
import Synchronization

/// Lines on standard error of which the last one, on a terminal, is drawn over as long as it is about progress.
final class RedrawnLine: Sendable {
  private let stream = Output.current.standardError
  private let display: PrintedOutput
  private let isTerminal: Bool
  /// Columns of the line that may be drawn over.
  private let drawn = Mutex(0)

  /// Lines on the standard error of the current task.
  init() { (display, isTerminal) = (stream.display, stream.isTerminal) }

  /// Seconds between two looks at progress that are worth it.
  var interval: Double { isTerminal ? 0.1 : 10 }

  /// Shows a line that stays.
  func say(_ line: String) { draw(line, stays: true) }

  /// Shows how far something is.
  func show(_ progress: ProgressText) {
    // Not in the last column, which may wrap.
    draw(progress.line(width: display.width - 1, isASCII: !display.supportsUTF8), stays: !isTerminal)
  }

  /// Leaves what is drawn where it is.
  func end() { if drawn.withLock({ $0 }) > 0 { draw("", stays: true) } }

  /// Takes away what is drawn and was never meant to stay.
  func erase() {
    drawn.withLock { drawn in
      guard drawn > 0 else { return }
      stream.write("\r\(String(repeating: " ", count: drawn))\r")
      drawn = 0
    }
  }

  private func draw(_ line: String, stays: Bool) {
    drawn.withLock { drawn in
      // An empty line ends the drawn one as it is.
      let start = drawn > 0 && !line.isEmpty ? "\r" : ""
      let blank = line.isEmpty ? "" : String(repeating: " ", count: max(0, drawn - line.count))
      stream.write(start + line + blank + (stays ? "\n" : ""))
      drawn = stays ? 0 : line.count
    }
  }
}
