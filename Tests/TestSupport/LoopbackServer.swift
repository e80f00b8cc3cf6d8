import Foundation
import Synchronization

/// An HTTP server on 127.0.0.1 for tests, which sends programmed responses and records the requests.
///
/// It handles one request per connection and uses one thread per connection.
package final class LoopbackServer: Sendable {
  /// A recorded request.
  package struct Request: Sendable {
    package var path: String
    /// The headers by lower-case name.
    package var headers: [String: String]
  }

  /// A part of a response; the connection is closed after the last part.
  package enum Step: Sendable {
    /// Sends bytes.
    case send([UInt8])
    /// Sends bytes repeatedly; calls `held` with the number of bytes sent once the client has not read for 600 ms.
    case flood([UInt8], times: Int, held: @Sendable (Int) -> Void)
    /// Sends nothing until the client disconnects or the server stops.
    case hang
  }

  /// The port that the server listens on.
  package let port: UInt16
  private let listener: Int32
  private let state: Mutex<State>
  private let respond: @Sendable (Request, Int) -> [Step]

  private struct State {
    var requests: [Request] = []
    var bytesSent: [Int] = []
    var isOver = false
  }

  /// Starts a server on a free port; `respond` receives each request and the number of requests before it.
  package init(_ respond: @escaping @Sendable (Request, Int) -> [Step]) throws {
    (listener, port) = try Self.listen()
    self.respond = respond
    state = Mutex(State())
    Thread.detachNewThread { [self] in
      while true {
        let connection = accept(listener, nil, nil)
        if connection < 0 || state.withLock({ $0.isOver }) {
          if connection >= 0 { close(connection) }
          close(listener)
          return
        }
        Thread.detachNewThread { [self] in serve(connection) }
      }
    }
  }

  /// The server's base URL.
  package var address: String { "http://127.0.0.1:\(port)" }

  /// The requests so far.
  package var requests: [Request] { state.withLock { $0.requests } }

  /// The number of bytes sent for each request, headers included.
  package var bytesSent: [Int] { state.withLock { $0.bytesSent } }

  /// Stops the server.
  package func stop() {
    state.withLock { $0.isOver = true }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  /// Returns a port that nothing listens on.
  package static func closedPort() throws -> UInt16 {
    let (listener, port) = try listen()
    close(listener)
    return port
  }

  private static func listen() throws -> (Int32, UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && Glibc.listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard listener >= 0, isListening else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    guard let request = read(connection) else { return }
    let number = state.withLock { state in
      state.requests.append(request)
      state.bytesSent.append(0)
      return state.requests.count - 1
    }
    for step in respond(request, number) {
      switch step {
      case .send(let bytes): if !send(bytes, on: connection, number) { return }
      case .flood(let piece, let times, let held):
        var isHeld = false
        for time in 0..<times {
          var wait = pollfd(fd: connection, events: Int16(POLLOUT), revents: 0)
          if !isHeld, poll(&wait, 1, 600) == 0 {
            isHeld = true
            held(time * piece.count)
          }
          if !send(piece, on: connection, number) { return }
        }
      case .hang:
        var wait = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
        while !state.withLock({ $0.isOver }), poll(&wait, 1, 50) == 0 {}
        return
      }
    }
    // Let the client read to the end before the connection is closed.
    shutdown(connection, Int32(SHUT_WR))
    var rest = [UInt8](repeating: 0, count: 1024)
    while recv(connection, &rest, rest.count, 0) > 0 {}
  }

  private func read(_ connection: Int32) -> Request? {
    var head: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !head.suffix(4096 + 3).contains(subsequence: Array("\r\n\r\n".utf8)) {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0, head.count < 65_536 else { return nil }
      head += buffer[..<count]
    }
    let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
    let fields = lines[0].split(separator: " ")
    guard fields.count == 3 else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return Request(path: String(fields[1]), headers: headers)
  }

  private func send(_ bytes: [UInt8], on connection: Int32, _ number: Int) -> Bool {
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      start += count
      state.withLock { $0.bytesSent[number] += count }
    }
    return true
  }
}

extension Collection<UInt8> {
  fileprivate func contains(subsequence: [UInt8]) -> Bool {
    indices.contains { self[$0...].starts(with: subsequence) }
  }
}
