import Foundation
package import Testing

/// Runs tests one at a time, after all tests that run in parallel; for tests that start processes.
///
/// Swift Testing starts all tests of a process at once. A test with this trait waits for its turn, and then until the
/// process has been idle for a moment.
package struct AloneTrait: SuiteTrait, TestTrait, TestScoping {
  package let isRecursive = true

  private static let turn = AsyncLock()
  /// The time over which processor use is measured.
  private static let watch = Duration.milliseconds(60)
  /// The processor time in that period, in seconds, below which the process counts as idle.
  private static let idleSeconds = 0.01
  /// The number of periods after which a test runs even if the process isn't idle; about ten minutes.
  private static let maxWatches = 10_000

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await Self.turn.withLock {
      await Self.waitUntilIdle()
      try await function()
    }
  }

  private static func waitUntilIdle() async {
    for _ in 0..<maxWatches {
      let before = processorSeconds
      // Cancellation only shortens the wait.
      try? await Task.sleep(for: watch)
      if processorSeconds - before < idleSeconds { return }
    }
  }

  /// The processor time of this process without its children, in seconds.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension Trait where Self == AloneTrait {
  /// Runs the tests one at a time, and not in parallel with others.
  package static var alone: Self { Self() }
}
