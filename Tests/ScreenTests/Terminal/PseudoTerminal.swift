import Foundation
import Synchronization
import Testing

/// A pseudo-terminal: tests read what the program writes, and type keys.
final class PseudoTerminal {
  let master: Int32
  let slave: Int32
  private let received = Received()
  private var sentinels = 0

  private final class Received: Sendable {
    let bytes = Mutex<[UInt8]>([])
    let hasVanished = Atomic(false)
    let isClosed = Atomic(false)
  }

  init(width: UInt16 = 80, height: UInt16 = 24) throws {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
    try #require(openpty(&master, &slave, nil, nil, &size) == 0)
    self.master = master
    self.slave = slave
    let (reading, received) = (master, received)
    // The device buffers only a few thousand bytes, so a thread reads continuously.
    Thread.detachNewThread {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while true {
        let count = read(reading, &buffer, buffer.count)
        if count <= 0 || received.hasVanished.load(ordering: .acquiring) { break }
        received.bytes.withLock { $0 += buffer[..<count] }
      }
      close(reading)
      received.isClosed.store(true, ordering: .releasing)
    }
  }

  deinit { close(slave) }

  /// Returns what the program wrote since the last call, by waiting for a marker that follows it.
  func output() throws -> String {
    sentinels += 1
    let marker = Array("\u{0}marker \(sentinels)\u{0}".utf8)
    try #require(write(slave, marker, marker.count) == marker.count)
    for _ in 0..<5000 {
      let bytes: [UInt8]? = received.bytes.withLock { bytes in
        guard bytes.count >= marker.count, Array(bytes.suffix(marker.count)) == marker else { return nil }
        defer { bytes = [] }
        return Array(bytes.dropLast(marker.count))
      }
      if let bytes { return String(decoding: bytes, as: UTF8.self) }
      usleep(1000)
    }
    Issue.record("the marker never arrived")
    return ""
  }

  /// Closes the master end, like closing a terminal window.
  func vanish() {
    received.hasVanished.store(true, ordering: .releasing)
    // Wakes the reader.
    _ = write(slave, "x", 1)
    while !received.isClosed.load(ordering: .acquiring) { usleep(1000) }
  }

  func type(_ text: String) throws {
    try #require(write(master, text, text.utf8.count) == text.utf8.count)
  }

  func resize(width: UInt16, height: UInt16) throws {
    var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
    try #require(ioctl(master, UInt(TIOCSWINSZ), &size) == 0)
  }

  /// Returns the device's modes, as bytes to compare.
  func modes() throws -> [UInt8] {
    var modes = termios()
    try #require(tcgetattr(slave, &modes) == 0)
    return withUnsafeBytes(of: modes) { Array($0) }
  }
}
