import Dispatch
import Synchronization

/// Computes a value for each number below `count` on all cores; the values are in the order of the numbers.
package func concurrentMap<Value>(_ count: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
  var values = [Value?](repeating: nil, count: count)
  values.withUnsafeMutableBufferPointer { values in
    // `nonisolated(unsafe)`: every iteration writes one element of its own.
    nonisolated(unsafe) let values = values
    DispatchQueue.concurrentPerform(iterations: count) { values[$0] = body($0) }
  }
  return values.compactMap { $0 }
}

/// Computes the same, but ends early when the task is cancelled.
///
/// - Throws: `CancellationError` when the task is cancelled.
func cancellableConcurrentMap<Value>(_ count: Int, _ body: @Sendable (Int) -> Value) throws -> [Value] {
  let isCancelled = Atomic(false)
  let values: [Value?] = concurrentMap(count) { index in
    // Only the caller's thread belongs to the task and sees its cancellation.
    if Task.isCancelled { isCancelled.store(true, ordering: .relaxed) }
    return isCancelled.load(ordering: .relaxed) ? nil : body(index)
  }
  if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
  return values.compactMap { $0 }
}
