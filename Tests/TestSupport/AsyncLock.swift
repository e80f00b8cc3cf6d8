/// A lock for tasks, which wait without blocking a thread.
package actor AsyncLock {
  private var isHeld = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Creates a free lock.
  package init() {}

  /// Waits for the lock and holds it while `body` runs.
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

  /// Passes the lock to the task that has waited longest, or releases it.
  private func unlock() {
    if waiting.isEmpty { isHeld = false } else { waiting.removeFirst().resume() }
  }
}
