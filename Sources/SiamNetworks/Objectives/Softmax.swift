import Foundation

extension [Float] {
  /// Replaces each x by its softmax, `exp(x) / Σ exp(x)`, and returns `ln Σ exp(x)`.
  ///
  /// The maximum is subtracted before exponentiation, so that nothing overflows. The logarithm is NaN if an element is.
  mutating func applySoftmax() -> Float {
    var largest = -Float.infinity
    for value in self { largest = Swift.max(largest, value) }
    guard largest.isFinite else { return reduce(largest, +) }
    var sum: Float = 0
    for index in indices {
      let power = exp(self[index] - largest)
      self[index] = power
      sum += power
    }
    let inverse = 1 / sum
    for index in indices { self[index] *= inverse }
    return largest + log(sum)
  }
}
