import CNCurses

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Ends a wait on the terminal from any thread.
package struct Waker: Sendable {
  let pipe: WakePipe

  /// Makes the next or current `wait` return with `.woken`. Never blocks; several calls may be merged into one event.
  package func wake() {
    var byte = UInt8(ascii: "w")
    // A full pipe ends the wait as well.
    _ = write(pipe.writeEnd, &byte, 1)
  }
}

/// A pipe that a thread waits on; open as long as a writer could use it.
final class WakePipe: Sendable {
  let readEnd: Int32
  let writeEnd: Int32

  init() throws(TerminalError) {
    var (reading, writing): (Int32, Int32) = (-1, -1)
    guard siam_device_pipe(&reading, &writing) == 0 else { throw systemError("create a pipe") }
    readEnd = reading
    writeEnd = writing
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Empties the pipe; returns whether a waker has written to it.
  func drain() -> Bool {
    var woken = false
    // A pipe holds 16 times this; anything left wakes the thread again.
    for _ in 0..<16 {
      guard case .bytes(let bytes) = readAvailable(readEnd) else { break }
      if bytes.contains(UInt8(ascii: "w")) { woken = true }
    }
    return woken
  }
}
