import SiamTensors
import Testing

private let compute = ComputeThread(name: "siam.test")

/// Runs a suite's tests one after the other on one thread, as siam runs all of oneDNN.
struct ComputeTrait: SuiteTrait, TestTrait, TestScoping {
  let isRecursive = true

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(compute) { try await function() }
  }
}

extension Trait where Self == ComputeTrait {
  static var computing: Self { Self() }
}
