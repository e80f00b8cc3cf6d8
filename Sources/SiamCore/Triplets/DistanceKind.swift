/// The kind of distance that a triplet loss compares.
public enum DistanceKind: String, Codable, CaseIterable, Sendable {
  /// `‖f(a) − f(b)‖²`, 0…4.
  case squared
  /// `√(‖f(a) − f(b)‖² + 10⁻⁶)`, 0…2.
  case euclidean
}

extension DistanceKind {
  /// ε of `√(d + ε)`: the derivative by the squared distance, `1 / (2 √(d + ε))`, is 500 at d = 0 and never larger.
  ///
  /// So the gradient on two equal embeddings, `(f(a) − f(b)) / √(d + ε)`, is 0.
  package static let epsilon: Float = 1e-6

  /// The largest distance of two embeddings, which have unit length.
  package var maximum: Float { self == .squared ? 4 : 2 }

  /// Converts a squared distance to this kind.
  package func measure(_ squared: Float) -> Float {
    self == .squared ? squared : (squared + Self.epsilon).squareRoot()
  }

  /// Converts squared distances to this kind; `scratch` keeps the result's memory between calls.
  package func measure(_ squared: [Float], scratch: inout [Float]) -> [Float] {
    guard self == .euclidean else { return squared }
    scratch.removeAll(keepingCapacity: true)
    for distance in squared { scratch.append(measure(distance)) }
    return scratch
  }

  /// The derivative of a distance of this kind by the squared distance.
  package func slope(_ distance: Float) -> Float { self == .squared ? 1 : 0.5 / distance }
}
