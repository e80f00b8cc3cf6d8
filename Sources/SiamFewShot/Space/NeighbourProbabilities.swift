import Foundation

/// The joint probabilities of t-SNE: how likely two points are to pick each other as neighbours.
///
/// Source: van der Maaten and Hinton 2008, Visualizing Data using t-SNE, eq. 1 and §3.1.
enum NeighbourProbabilities {
  private static let maxBisections = 60
  /// The tolerance of the entropy, in nats.
  private static let tolerance = 1e-5

  /// Computes `p_ij = (p_j|i + p_i|j) / 2n`, where `p_j|i` is a Gaussian of the distance from i whose width gives the
  /// point about `perplexity` neighbours.
  ///
  /// - Parameters:
  ///   - distances: the squared distances, `count × count`.
  ///   - count: the number of points.
  ///   - perplexity: the exponential of the entropy of each `p_·|i`, at least 1 and below `count`.
  /// - Returns: `count × count`, symmetric, 0 on the diagonal; the sum is 1.
  static func joint(_ distances: [Float], count: Int, perplexity: Double) -> [Float] {
    var joint = Array(repeating: Float(0), count: count * count)
    guard count > 1 else { return joint }
    for point in 0..<count {
      let row = Array(distances[point * count..<(point + 1) * count])
      let conditional = Self.conditional(row, about: point, entropy: log(max(perplexity, 1)))
      for other in 0..<count {
        let half = Float(conditional[other] / Double(2 * count))
        joint[point * count + other] += half
        joint[other * count + point] += half
      }
    }
    return joint
  }

  /// Computes the probabilities `p_·|i` of a point, 0 for itself; the width of the Gaussian is found by bisection.
  static func conditional(_ distances: [Float], about point: Int, entropy target: Double) -> [Double] {
    // Subtracting the nearest distance changes no probability, but makes one exponential 1 however narrow the Gaussian.
    let nearest = distances.indices.reduce(Float.infinity) { $1 == point ? $0 : min($0, distances[$1]) }
    let excesses = distances.map { Double($0 - nearest) }
    var (low, high, precision) = (0.0, Double.infinity, 1.0)
    var weights = Array(repeating: 0.0, count: distances.count)
    var total = 1.0
    for _ in 0..<maxBisections {
      var moment = 0.0
      total = 0
      for other in excesses.indices where other != point {
        weights[other] = exp(-precision * excesses[other])
        total += weights[other]
        moment += weights[other] * excesses[other]
      }
      let surplus = log(total) + precision * moment / total - target
      if abs(surplus) < tolerance { break }
      // A narrower Gaussian has less entropy.
      if surplus > 0 { low = precision } else { high = precision }
      precision = high == .infinity ? precision * 2 : (low + high) / 2
    }
    return weights.map { $0 / total }
  }
}
