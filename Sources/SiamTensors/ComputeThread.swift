import Foundation
import Synchronization

/// A task executor with a single thread, for all calls into oneDNN.
///
/// OpenMP has a separate team of workers for each thread that calls it, so compute tasks prefer this executor:
/// `Task(executorPreference: thread) { … }`. The thread sleeps between jobs.
public final class ComputeThread: TaskExecutor {
  private let queue = JobQueue()

  /// Starts the thread, which ends when the executor is deallocated.
  public init(name: String = "siam.compute") {
    let queue = queue
    let executor = asUnownedTaskExecutor()
    let thread = Thread {
      while let job = queue.next() { job.runSynchronously(on: executor) }
    }
    thread.name = name
    thread.stackSize = 8 << 20
    thread.start()
  }

  deinit { queue.close() }

  /// Queues a job; called by the Swift runtime.
  public func enqueue(_ job: consuming ExecutorJob) { queue.add(UnownedJob(job)) }
}

/// The jobs that wait for the thread.
///
/// `@unchecked Sendable`: `jobs` and `closed` are accessed only while `condition` is locked.
private final class JobQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private var jobs: [UnownedJob] = []
  private var closed = false

  func add(_ job: UnownedJob) {
    condition.lock()
    jobs.append(job)
    condition.signal()
    condition.unlock()
  }

  /// Waits for the next job and returns it, or nil once the queue is closed and empty.
  func next() -> UnownedJob? {
    condition.lock()
    defer { condition.unlock() }
    while jobs.isEmpty && !closed { condition.wait() }
    return jobs.isEmpty ? nil : jobs.removeFirst()
  }

  func close() {
    condition.lock()
    closed = true
    condition.signal()
    condition.unlock()
  }
}
