/// A profile of a computation: the duration of each operation.
package final class Trace {
  /// One execution of an operation.
  package struct Event: Sendable {
    /// The operation, such as `blocks.1 convolution forward`.
    package let name: String
    /// Its implementation, such as `jit:avx2`.
    package let implementation: String
    /// The start, in nanoseconds since the trace was created.
    package let startNanoseconds: Int
    package let durationNanoseconds: Int
  }

  package private(set) var events: [Event] = []
  private let start = ContinuousClock.now

  /// Creates an empty trace and reserves memory for `capacity` events.
  package init(capacity: Int = 100_000) { events.reserveCapacity(capacity) }

  private var nanoseconds: Int {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
  }

  /// Runs `body` and records how long it took.
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
  /// Runs an operation and records it in the context's trace, if there is one.
  package func traced<Result, Failure: Error>(
    _ name: @autoclosure () -> String, _ implementation: @autoclosure () -> String,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let trace else { return try body() }
    return try trace.measure(name(), implementation(), body)
  }
}
