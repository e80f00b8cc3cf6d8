import Foundation

/// Limits the memory of the images that are decoded at the same time: where it is used up, a decoder waits for another
/// to finish. Files are decoded on all cores, and each image may be large.
///
/// A thread holds one reservation of each kind at most, the one of pixels last, and the first reservation is granted
/// whatever its size. So no thread waits forever.
final class DecodingMemory: Sendable {
  /// The memory of decoded pixels.
  static let pixels = DecodingMemory(limit: 768 << 20)
  /// The memory of encoded files.
  static let files = DecodingMemory(limit: 256 << 20)

  private let limit: Int
  private let condition = NSCondition()
  /// The number of bytes reserved. `nonisolated(unsafe)`: it is used only while the condition is locked.
  nonisolated(unsafe) private var reserved = 0

  init(limit: Int) { self.limit = limit }

  /// Reserves a number of bytes, waiting until others have been released.
  func reserve(_ bytes: Int) -> MemoryReservation {
    condition.withLock {
      while reserved > 0, bytes > limit - reserved { condition.wait() }
      reserved += bytes
    }
    return MemoryReservation(bytes, self)
  }

  fileprivate func release(_ bytes: Int) {
    condition.withLock {
      reserved -= bytes
      condition.broadcast()
    }
  }
}

/// Reserved memory, released with the last reference.
final class MemoryReservation: Sendable {
  private let bytes: Int
  private let memory: DecodingMemory

  fileprivate init(_ bytes: Int, _ memory: DecodingMemory) { (self.bytes, self.memory) = (bytes, memory) }

  deinit { memory.release(bytes) }
}
