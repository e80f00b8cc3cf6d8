/// A lock for tasks: a task that waits for it blocks no thread.
package actor AsyncLock {
  private var isHeld = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  package init() {}

  /// Waits until the lock is free, and holds it.
  package func lock() async {
    guard isHeld else {
      isHeld = true
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  /// Hands the lock to the task that has waited longest, or frees it.
  package func unlock() {
    if waiting.isEmpty { isHeld = false } else { waiting.removeFirst().resume() }
  }
}
