import CNCurses

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Returns the system's message for an error number.
func systemMessage(_ code: Int32) -> String {
  guard let text = strerror(code) else { return "error \(code)" }
  return String(cString: text)
}

/// Returns the error of the operation that has just failed, from `errno`.
func systemError(_ operation: String) -> TerminalError {
  .system(operation: operation, code: errno)
}

/// Returns a variable of the environment; nil if it is not set or empty.
func environment(_ name: String) -> String? {
  guard let text = getenv(name) else { return nil }
  let value = String(cString: text)
  return value.isEmpty ? nil : value
}

/// The result of a read.
enum ReadResult {
  case bytes([UInt8])
  /// No bytes are available yet.
  case nothing
  /// The other end is gone.
  case ended
}

/// Reads the available bytes, up to 4,096.
func readAvailable(_ descriptor: Int32) -> ReadResult {
  var buffer = [UInt8](repeating: 0, count: 4096)
  let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
  if count > 0 { return .bytes(Array(buffer[..<count])) }
  if count < 0, errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK { return .nothing }
  return .ended
}

/// Writes all bytes; returns false if the write fails.
@discardableResult
func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
  var start = 0
  while start < bytes.count {
    let count = bytes.withUnsafeBytes {
      write(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start)
    }
    if count > 0 {
      start += count
    } else if count == 0 || errno != EINTR {
      return false
    }
  }
  return true
}

/// Waits until a descriptor can be read or has ended, and returns all that have; a nil timeout waits for ever.
func waitForReading(_ descriptors: [Int32], milliseconds: Int?) -> Set<Int32> {
  var waiting = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
  let limit = milliseconds.map { Int32(clamping: max(0, $0)) } ?? -1
  guard poll(&waiting, nfds_t(waiting.count), limit) > 0 else { return [] }
  return Set(waiting.filter { $0.revents != 0 }.map(\.fd))
}

/// Returns the monotonic clock's time, in milliseconds.
func monotonicMilliseconds() -> Int {
  var time = timespec()
  guard clock_gettime(CLOCK_MONOTONIC, &time) == 0 else { return 0 }
  return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
}

/// Sets or removes a variable of the environment.
func setEnvironment(_ name: String, _ value: String?) {
  if let value {
    _ = setenv(name, value, 1)
  } else {
    _ = unsetenv(name)
  }
}

/// The last operation's error number.
var errnoValue: Int32 {
  get { errno }
  set { errno = newValue }
}

/// Whether a descriptor is a terminal.
func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }
