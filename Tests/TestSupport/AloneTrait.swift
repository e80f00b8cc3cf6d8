internal import Foundation
package import Testing

/// Runs tests one at a time, after the tests that may run beside each other: for tests that start processes.
///
/// Swift Testing starts every test of a process at once. A test with this trait first waits for its turn, and then
/// until the process has been idle for a moment.
package struct AloneTrait: SuiteTrait, TestTrait, TestScoping {
  package let isRecursive = true

  private static let turn = AsyncLock()
  /// How long the process is watched at a time.
  private static let watch = Duration.milliseconds(60)
  /// Processor time within a watch, in seconds, up to which the process counts as idle.
  private static let idleSeconds = 0.01
  /// Watches until a test runs all the same: about ten minutes.
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
      try? await Task.sleep(for: watch)
      if processorSeconds - before < idleSeconds { return }
    }
  }

  /// Processor time of this process without its children, in seconds.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension Trait where Self == AloneTrait {
  /// One at a time, and not beside other tests.
  package static var alone: Self { Self() }
}
