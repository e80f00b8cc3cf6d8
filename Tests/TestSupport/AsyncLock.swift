/// A lock for tasks: a task that waits for it blocks no thread.
package actor AsyncLock {
  private var isHeld = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  package init() {}

  /// Waits until the lock is free, and holds it while `body` runs.
  package nonisolated func withLock<Value>(_ body: () async throws -> Value) async rethrows -> Value {
    await lock()
    do {
      let value = try await body()
      await unlock()
      return value
    } catch {
      await unlock()
      throw error
    }
  }

  private func lock() async {
    guard isHeld else {
      isHeld = true
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  /// Hands the lock to the task that has waited longest, or frees it.
  private func unlock() {
    if waiting.isEmpty { isHeld = false } else { waiting.removeFirst().resume() }
  }
}
