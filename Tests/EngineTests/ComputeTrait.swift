import SiamTensors
import Testing

private let compute = ComputeThread(name: "siam.test")

/// Runs tests on one compute thread, as siam makes all oneDNN calls on one thread.
struct ComputeTrait: SuiteTrait, TestTrait, TestScoping {
  let isRecursive = true

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(compute) { try await function() }
  }
}

extension Trait where Self == ComputeTrait {
  /// Runs the tests on the compute thread.
  static var computing: Self { Self() }
}
