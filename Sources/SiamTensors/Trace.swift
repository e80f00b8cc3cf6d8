/// Where the time of a computation goes, operation by operation.
package final class Trace {
  /// One operation's run.
  package struct Event: Sendable {
    /// What it computes, such as `blocks.1 convolution forward`.
    package let name: String
    /// What computes it, such as `jit:avx2`.
    package let implementation: String
    /// In nanoseconds since the trace was made.
    package let startNanoseconds: Int
    package let durationNanoseconds: Int
  }

  package private(set) var events: [Event] = []
  private let start = ContinuousClock.now

  /// An empty trace with room for `capacity` events before it must grow.
  package init(capacity: Int = 100_000) { events.reserveCapacity(capacity) }

  private var nanoseconds: Int {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
  }

  /// Runs `body` and notes how long it took.
  package func measure<Result, Failure: Error>(
    _ name: @autoclosure () -> String, _ implementation: @autoclosure () -> String, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let began = nanoseconds
    let result = try body()
    let ended = nanoseconds
    events.append(
      Event(
        name: name(), implementation: implementation(), startNanoseconds: began, durationNanoseconds: ended - began))
    return result
  }
}

extension ComputeContext {
  /// Runs an operation, noted in the context's trace where it has one.
  package func traced<Result, Failure: Error>(
    _ name: @autoclosure () -> String, _ implementation: @autoclosure () -> String,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let trace else { return try body() }
    return try trace.measure(name(), implementation(), body)
  }
}
