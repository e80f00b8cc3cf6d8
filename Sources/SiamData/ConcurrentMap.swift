import Dispatch

/// A value for each number below `count`, made on every core, in the order of the numbers.
package func concurrentMap<Value>(_ count: Int, _ body: (Int) -> Value) -> [Value] {
  var values = [Value?](repeating: nil, count: count)
  values.withUnsafeMutableBufferPointer { values in
    // `nonisolated(unsafe)`: every iteration writes one element, its own.
    nonisolated(unsafe) let values = values
    // `nonisolated(unsafe)`: it is called by many threads at once and lives until the last of them is done.
    nonisolated(unsafe) let body = body
    DispatchQueue.concurrentPerform(iterations: count) { values[$0] = body($0) }
  }
  return values.compactMap { $0 }
}
