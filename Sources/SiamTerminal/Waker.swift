internal import CNCurses

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

  /// Makes the next or current `wait` return with `.woken`. Never blocks; many calls may come to one event.
  package func wake() {
    var byte = UInt8(ascii: "w")
    // A full pipe ends the wait as well.
    _ = write(pipe.writeEnd, &byte, 1)
  }
}

/// A pipe that a thread waits on; open as long as anyone could write to it.
final class WakePipe: Sendable {
  let readEnd: Int32
  let writeEnd: Int32

  init() throws(TerminalError) {
    var (reading, writing): (Int32, Int32) = (-1, -1)
    guard siam_device_pipe(&reading, &writing) == 0 else { throw systemError("make a pipe") }
    readEnd = reading
    writeEnd = writing
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Empties the pipe; true where a waker has written.
  func drain() -> Bool {
    var woken = false
    // A pipe holds 16 times this; what is left wakes again.
    for _ in 0..<16 {
      guard case .bytes(let bytes) = readAvailable(readEnd) else { break }
      if bytes.contains(UInt8(ascii: "w")) { woken = true }
    }
    return woken
  }
}
