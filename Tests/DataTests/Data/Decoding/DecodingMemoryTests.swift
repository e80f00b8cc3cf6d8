import Foundation
import Synchronization
import Testing

@testable import SiamData

/// The memory of images that are decoded at the same time.
struct DecodingMemoryTests {
  @Test func `reservations wait for each other, and one larger than the limit is granted alone`() {
    let memory = DecodingMemory(limit: 100)
    let used = Mutex(0)
    let highest = Mutex(0)
    _ = concurrentMap(64) { index in
      let bytes = [30, 45, 60, 250][index % 4]
      let reservation = memory.reserve(bytes)
      let now = used.withLock { used in
        used += bytes
        return used
      }
      highest.withLock { $0 = max($0, now) }
      #expect(now <= 100 || now == 250)
      usleep(200)
      used.withLock { $0 -= bytes }
      withExtendedLifetime(reservation) {}
    }
    #expect(highest.withLock { $0 } == 250)
  }

  @Test func `a small image needs no reservation, and a large one has it until it is released`() throws {
    #expect(try ImageDecoder.reserve(width: 1_000, height: 1_000) == nil)
    #expect(try ImageDecoder.reserve(width: 2_000, height: 1_000) != nil)
    #expect(throws: ImageError.self) { try ImageDecoder.reserve(width: 1 << 20, height: 65) }
    #expect(throws: ImageError.self) { try ImageDecoder.reserve(width: 0, height: 65) }
  }
}
