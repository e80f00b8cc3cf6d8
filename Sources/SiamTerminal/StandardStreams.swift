import CNCurses

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The standard input, output and error of the process, which may be closed, full, or pipes whose other end is gone.
package enum StandardStreams {
  /// Makes reads and writes of broken streams fail, where they would reach another file or end the program.
  ///
  /// Call it at the start of the program, before any file is opened.
  package static func prepare() { siam_streams_prepare() }

  /// Ends the program quietly, as a program ends whose reader is gone; returns if SIGPIPE was ignored when it started.
  package static func endAtBrokenPipe() { siam_streams_end_at_broken_pipe() }

  /// Writes bytes to a descriptor, and waits while a non-blocking one accepts none.
  ///
  /// - Returns: the number of bytes written, and the value of `errno` if that is not all of them, otherwise 0.
  package static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> (count: Int, code: Int32) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { writeOnce(descriptor, $0) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count == 0 {
        return (bytes.count - rest.count, ENOSPC)
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return (bytes.count - rest.count, errno)
      }
    }
    return (bytes.count, 0)
  }

  /// Reads the lines of standard input, without their newlines, until its end or an error.
  ///
  /// - Parameters:
  ///   - maxLength: the length in bytes above which a line ends the reading.
  ///   - body: called with each line.
  /// - Returns: false if a line was too long.
  package static func forEachLine(maxLength: Int, _ body: (String) -> Void) -> Bool {
    var line: [UInt8] = []
    while true {
      guard case .bytes(let bytes) = read(STDIN_FILENO) else { break }
      for byte in bytes {
        if byte == UInt8(ascii: "\n") {
          body(String(decoding: line, as: UTF8.self))
          line = []
        } else {
          line.append(byte)
        }
      }
      if line.count > maxLength { return false }
    }
    if !line.isEmpty { body(String(decoding: line, as: UTF8.self)) }
    return true
  }

  /// Waits until something can be read, or the input has ended.
  private static func read(_ descriptor: Int32) -> ReadResult {
    while true {
      let result = readAvailable(descriptor)
      guard case .nothing = result else { return result }
      _ = waitForReading([descriptor], milliseconds: nil)
    }
  }

  /// Returns the errors that a file system, such as a network's, reports only at the end.
  ///
  /// - Returns: a value of `errno`, or 0 if there was no error.
  package static func flush(_ descriptor: Int32) -> Int32 {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    // Nothing has been written to a closed stream.
    if copy < 0 { return 0 }
    let status = close(copy)
    return status == 0 || errno == EINTR ? 0 : errno
  }
}

private func writeOnce(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
