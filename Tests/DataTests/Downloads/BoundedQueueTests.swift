import Foundation
import Synchronization
import Testing

@testable import SiamDownloads

@Suite(.timeLimit(.minutes(30))) struct BoundedQueueTests {
  private struct Counts {
    var added = 0
    var done: [Int] = []
    var maxPending = 0
  }

  @Test func `adding blocks while the queue is full, and operations run in order`() {
    let counts = Mutex(Counts())
    let queue = BoundedQueue(limit: 4)
    for number in 0..<40 {
      queue.addOperation {
        usleep(500)
        counts.withLock { $0.done.append(number) }
      }
      counts.withLock { counts in
        counts.added += 1
        counts.maxPending = max(counts.maxPending, counts.added - counts.done.count)
      }
    }
    let isDone = DispatchSemaphore(value: 0)
    queue.addOperation { isDone.signal() }
    isDone.wait()
    let (done, maxPending) = counts.withLock { ($0.done, $0.maxPending) }
    #expect(done == Array(0..<40))
    // 5, not 4: an operation may be counted as added before the one that made room for it is counted as done.
    #expect((2...5).contains(maxPending))
  }
}
