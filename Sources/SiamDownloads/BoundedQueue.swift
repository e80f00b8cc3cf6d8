import Dispatch
import Foundation

/// A serial queue that blocks the caller of `addOperation` while too many operations are pending.
///
/// `URLSession` reads from the network as fast as it can and queues the data for its delegate without a bound. With
/// this queue, it stops reading while the disk is behind, and TCP slows the server down.
final class BoundedQueue: OperationQueue, @unchecked Sendable {
  // Sendable because its superclass is, and its own properties are Sendable constants.
  private let slots = DispatchSemaphore(value: 0)
  // A thread of its own: a slow disk must not block one of the few threads that Swift's tasks run on.
  private let work = DispatchQueue(label: "siam.downloads")

  /// Creates a queue with at most `limit` pending operations.
  init(limit: Int) {
    super.init()
    // Not by `init(value:)`: a semaphore must not be freed with a value below its initial one.
    for _ in 0..<limit { slots.signal() }
  }

  override func addOperation(_ block: @escaping @Sendable () -> Void) {
    slots.wait()
    work.async { [slots] in
      block()
      slots.signal()
    }
  }
}
