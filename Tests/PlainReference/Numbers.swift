/// A row-major tensor in double precision, used by the plain reference.
package struct Numbers: Equatable, Sendable {
  package let shape: [Int]
  package var values: [Double]

  /// Creates a tensor of given values.
  package init(_ shape: [Int], _ values: [Double]) {
    precondition(shape.reduce(1, *) == values.count, "\(values.count) values for the shape \(shape)")
    self.shape = shape
    self.values = values
  }

  /// Creates a tensor of zeros.
  package init(zeros shape: [Int]) { self.init(shape, Array(repeating: 0, count: shape.reduce(1, *))) }

  /// Creates uniform random values in `range`, rounded to single precision so that both precisions start from the same
  /// values.
  package init(
    random shape: [Int], in range: ClosedRange<Double> = -1...1, using generator: inout some RandomNumberGenerator
  ) {
    self.init(
      shape,
      (0..<shape.reduce(1, *)).map { _ in Double(Float(Double.random(in: range, using: &generator))) })
  }

  package var count: Int { values.count }

  /// The values, rounded to single precision.
  package var floats: [Float] { values.map(Float.init) }

  package subscript(index: Int) -> Double {
    get { values[index] }
    set { values[index] = newValue }
  }

  /// Returns the same values with another shape.
  package func reshaped(_ shape: [Int]) -> Numbers { Numbers(shape, values) }

  /// Returns Σ a·b; with a fixed weighting of an output, it is a scalar whose gradient is the weighting.
  package func dot(_ other: Numbers) -> Double { zip(values, other.values).reduce(0) { $0 + $1.0 * $1.1 } }
}

/// Returns the largest relative difference of two lists of values, or infinity if one is NaN or the lengths differ.
///
/// A difference is relative to the expected value or to the root mean square of all expected values, if that is larger.
package func relativeDifference(_ found: [Double], _ expected: [Double]) -> Double {
  guard found.count == expected.count else { return .infinity }
  let squares = expected.reduce(0) { $0 + $1 * $1 } / Double(max(expected.count, 1))
  let typical = max(squares.squareRoot(), Double(Float.leastNormalMagnitude))
  var worst = 0.0
  for (one, other) in zip(found, expected) {
    let difference = abs(one - other) / max(abs(other), typical)
    guard difference.isFinite else { return .infinity }
    worst = max(worst, difference)
  }
  return worst
}

/// Returns the largest relative difference of values in single precision from expected ones.
package func relativeDifference(_ found: [Float], _ expected: Numbers) -> Double {
  relativeDifference(found.map(Double.init), expected.values)
}

/// Returns the gradient of a scalar function by central differences: `(f(x + h) − f(x − h)) / 2h` for each element.
package func centralDifferences(
  of function: (Numbers) -> Double, at point: Numbers, step: Double = 1e-5
) -> Numbers {
  var gradients = Numbers(zeros: point.shape)
  var moved = point
  for index in 0..<point.count {
    moved[index] = point[index] + step
    let above = function(moved)
    moved[index] = point[index] - step
    gradients[index] = (above - function(moved)) / (2 * step)
    moved[index] = point[index]
  }
  return gradients
}
