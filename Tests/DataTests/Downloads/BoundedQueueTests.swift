import Foundation
import Synchronization
import Testing

@testable import SiamDownloads

@Suite(.timeLimit(.minutes(30))) struct BoundedQueueTests {
  private struct Counts {
    var added = 0
    var done: [Int] = []
    var mostUndone = 0
  }

  @Test func `who adds waits while many are undone, and their order stays`() {
    let counts = Mutex(Counts())
    let queue = BoundedQueue(limit: 4)
    for number in 0..<40 {
      queue.addOperation {
        usleep(500)
        counts.withLock { $0.done.append(number) }
      }
      counts.withLock { counts in
        counts.added += 1
        counts.mostUndone = max(counts.mostUndone, counts.added - counts.done.count)
      }
    }
    let isDone = DispatchSemaphore(value: 0)
    queue.addOperation { isDone.signal() }
    isDone.wait()
    let (done, mostUndone) = counts.withLock { ($0.done, $0.mostUndone) }
    #expect(done == Array(0..<40))
    // One more: it may have been counted before the one that made room for it was done counting itself.
    #expect((2...5).contains(mostUndone))
  }
}
