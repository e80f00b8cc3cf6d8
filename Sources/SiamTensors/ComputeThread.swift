import Foundation
import Synchronization

/// One thread that runs Swift tasks, for all calls into oneDNN.
///
/// OpenMP keeps a team of workers for each thread that calls it, so computing tasks prefer this executor:
/// `Task(executorPreference: thread) { … }`. Between jobs it sleeps.
public final class ComputeThread: TaskExecutor {
  private let queue = JobQueue()

  /// Starts the thread; it ends when the last reference to the executor is gone.
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

  /// Called by the Swift runtime: takes a piece of a task to run.
  public func enqueue(_ job: consuming ExecutorJob) { queue.add(UnownedJob(job)) }
}

/// Jobs waiting for the thread.
///
/// `@unchecked Sendable`: `jobs` and `closed` are touched only with `condition` locked.
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

  /// The next job, once there is one; nil when closed.
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
