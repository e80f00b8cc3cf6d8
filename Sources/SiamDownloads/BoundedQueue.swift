import Dispatch
import Foundation

/// A queue that does one thing after the other and makes who adds to it wait while many are undone.
///
/// `URLSession` reads from the network as fast as it can and queues what came for its delegate, without a bound. With
/// this as its queue it stops reading while the disk is behind, and the server feels it.
final class BoundedQueue: OperationQueue, @unchecked Sendable {
  // Sendable as its superclass is: its properties are, and never change.
  private let places = DispatchSemaphore(value: 0)
  // With a thread of its own: a slow disk must not take one of the few that Swift's tasks run on.
  private let work = DispatchQueue(label: "siam.downloads")

  /// A queue of which at most `limit` operations are undone.
  init(limit: Int) {
    super.init()
    // Not by `init(value:)`: a semaphore must not end below the value it was made with.
    for _ in 0..<limit { places.signal() }
  }

  override func addOperation(_ block: @escaping @Sendable () -> Void) {
    places.wait()
    work.async { [places] in
      block()
      places.signal()
    }
  }
}
