import Foundation
import FoundationNetworking
import Synchronization
import Testing
import TestSupport

@testable import SiamDownloads

@Suite(.timeLimit(.minutes(30))) struct TransferTests {
  /// A receiver that blocks at its first data until it is released, like a slow disk.
  private final class BlockedReceiver: TransferReceiver {
    let byteCount = Mutex(0)
    let release = DispatchSemaphore(value: 0)

    func begin(_ response: HTTPURLResponse) {}

    func receive(_ data: Data) {
      let isFirst = byteCount.withLock { count in
        defer { count += data.count }
        return count == 0
      }
      if isFirst { _ = release.wait(timeout: .now() + 5) }
    }
  }

  @Test func `a slow disk slows the server down and isn't mistaken for a stall`() async throws {
    let piece = [UInt8](repeating: 1, count: 64 << 10)
    let byteCount = piece.count << 10
    let receiver = BlockedReceiver()
    let sentByteCount = Mutex(byteCount)
    let server = try LoopbackServer { _, _ in
      [
        .send(FileResponse.head("200 OK", ["Content-Length: \(byteCount)", "Connection: close"])),
        // Released by the server's thread: while one session is blocked, all sessions of the process wait, and their
        // tasks too.
        .flood(piece, times: 1 << 10) { count in
          sentByteCount.withLock { $0 = count }
          receiver.release.signal()
        },
      ]
    }
    defer { server.stop() }
    let url = try #require(HTTPAddress(server.address)?.url)
    try await Transfer(request: .file(at: url, from: 0, ifStill: nil), stallSeconds: 2).run(into: receiver)
    // siam buffers a megabyte, and the kernel some more.
    #expect(sentByteCount.withLock { $0 } < byteCount)
    #expect(receiver.byteCount.withLock { $0 } == byteCount)
  }
}
