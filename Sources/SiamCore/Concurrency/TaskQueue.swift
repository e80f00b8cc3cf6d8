import Dispatch

/// Runs Swift tasks one at a time, in order, on a thread outside Swift's cooperative pool: a task that blocks there, on
/// a disk or by computing for seconds, holds up no task elsewhere.
///
///     Task(executorPreference: TaskQueue("siam.writer")) { … }
///
/// The queue lives as long as a task that prefers it.
package final class TaskQueue: TaskExecutor {
  private let queue: DispatchQueue

  /// Creates a queue. Its thread runs only while there are tasks.
  ///
  /// - Parameters:
  ///   - name: the queue's name in a debugger.
  ///   - isBackground: whether the queue has a lower priority (default: false).
  package init(_ name: String, isBackground: Bool = false) {
    queue = DispatchQueue(label: name, qos: isBackground ? .utility : .userInitiated)
  }

  /// Runs a part of a task after those enqueued before it; called by the Swift runtime.
  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    // The executor outlives the job: the closure retains it.
    queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
