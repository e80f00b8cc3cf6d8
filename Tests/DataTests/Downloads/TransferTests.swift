import Foundation
import FoundationNetworking
import Synchronization
import Testing
import TestSupport

@testable import SiamDownloads

@Suite(.timeLimit(.minutes(30))) struct TransferTests {
  /// A disk that takes nothing more until it is let.
  private final class HeldReceiver: TransferReceiver {
    let byteCount = Mutex(0)
    let isLet = DispatchSemaphore(value: 0)

    func begin(_ response: HTTPURLResponse) {}

    func receive(_ data: Data) {
      let isFirst = byteCount.withLock { count in
        defer { count += data.count }
        return count == 0
      }
      if isFirst { _ = isLet.wait(timeout: .now() + 5) }
    }
  }

  @Test func `a slow disk holds the server up, and isn't taken for a silent one`() async throws {
    let piece = [UInt8](repeating: 1, count: 64 << 10)
    let byteCount = piece.count << 10
    let receiver = HeldReceiver()
    let wentOut = Mutex(byteCount)
    let server = try LoopbackServer { _, _ in
      [
        .send(FileAnswer.head("200 OK", ["Content-Length: \(byteCount)", "Connection: close"])),
        // Let by the server's thread: all sessions of a process wait while one is held, and with them our tasks.
        .flood(piece, times: 1 << 10) { count in
          wentOut.withLock { $0 = count }
          receiver.isLet.signal()
        },
      ]
    }
    defer { server.stop() }
    let url = try #require(HTTPAddress(server.address)?.url)
    try await Transfer(request: .file(at: url, from: 0, ifStill: nil), stallSeconds: 2).run(into: receiver)
    // What we hold is a megabyte; the kernel's buffers hold some more.
    #expect(wentOut.withLock { $0 } < byteCount)
    #expect(receiver.byteCount.withLock { $0 } == byteCount)
  }
}
