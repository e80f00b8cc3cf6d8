import Foundation
import Testing

/// Counts how often a file is opened by any process, as the kernel reports it.
final class OpenCounter {
  private let descriptor: Int32

  /// Starts counting.
  init(_ path: String) throws {
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    try #require(descriptor >= 0)
    // The kernel merges two openings in a row into one event unless reads and closes separate them.
    let watch = inotify_add_watch(descriptor, path, UInt32(IN_OPEN | IN_ACCESS | IN_CLOSE_NOWRITE))
    try #require(watch >= 0)
  }

  deinit { close(descriptor) }

  /// The number of openings since the last call.
  func count() -> Int {
    var opens = 0
    var events = [UInt8](repeating: 0, count: 1 << 16)
    while case let length = read(descriptor, &events, events.count), length > 0 {
      var offset = 0
      events.withUnsafeBytes { bytes in
        while offset < length {
          let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
          if event.mask & UInt32(IN_OPEN) != 0 { opens += 1 }
          offset += MemoryLayout<inotify_event>.size + Int(event.len)
        }
      }
    }
    return opens
  }
}
