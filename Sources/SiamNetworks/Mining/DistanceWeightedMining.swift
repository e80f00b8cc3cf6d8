import Foundation
package import SiamTensors

/// Distance-weighted sampling: draws an anchor's negatives so that all distances D = √d are equally likely.
///
/// The distance D of two uniform random points on a sphere in n dimensions has the density
/// `q(D) ∝ D^(n−2) (1 − D²/4)^((n−3)/2)`; a negative is drawn with the weight `min(λ, 1/q(D))`. λ limits the noise of
/// near negatives: it is 1/q at `cutoff`, so nearer negatives are weighted as if at that distance. Negatives at
/// `maxDistance` or beyond, whose triplets cost nothing, are not drawn unless all are that far.
///
/// Source: Wu et al. 2017, Sampling Matters in Deep Embedding Learning, §4; the two cut-offs are their code's
/// (`cutoff` and `nonzero_loss_cutoff`).
package struct DistanceWeighting {
  /// The distance that smaller ones are treated as.
  package static let cutoff: Float = 0.5
  /// The distance from which on negatives are not drawn; random pairs in many dimensions are about as far apart.
  package static let maxDistance: Float = 1.4

  /// The weights of the anchor's negatives in their order; the largest is 1, or all are 0 if all negatives are too far.
  package private(set) var weights: [Float] = []
  private var sum: Float = 0
  private let labels: BatchLabels
  private let dimension: Float

  /// Creates a sampler for embeddings of length `dimension`.
  package init(_ labels: BatchLabels, dimension: Int) {
    self.labels = labels
    self.dimension = Float(dimension)
  }

  /// Computes the weights of an anchor's negatives from `count × count` squared distances.
  package mutating func computeWeights(_ distances: [Float], anchor: Int) {
    weights.removeAll(keepingCapacity: true)
    let (nearest, limit) = (Self.cutoff * Self.cutoff, Self.maxDistance * Self.maxDistance)
    let atCutoff = logarithm(nearest)
    var largest = -Float.infinity
    for number in 0..<labels.negativeCount {
      let distance = distances[anchor * labels.count + labels.negative(of: anchor, at: number)]
      // NaN counts as too far.
      let weight = distance < limit ? (distance <= nearest ? atCutoff : logarithm(distance)) : -.infinity
      weights.append(weight)
      largest = max(largest, weight)
    }
    sum = 0
    for number in weights.indices {
      weights[number] = largest > -.infinity ? exp(weights[number] - largest) : 0
      sum += weights[number]
    }
  }

  /// Returns ln(1/q) of a squared distance, up to a constant.
  private func logarithm(_ distance: Float) -> Float {
    (2 - dimension) / 2 * log(distance) - (dimension - 3) / 2 * log(1 - distance / 4)
  }

  /// Draws the position of one of the anchor's negatives.
  package func draw(using generator: inout SeededGenerator) -> Int {
    guard sum > 0 else { return generator.below(weights.count) }
    var rest = generator.uniform() * sum
    var last = 0
    for number in weights.indices where weights[number] > 0 {
      rest -= weights[number]
      last = number
      if rest < 0 { break }
    }
    return last
  }
}
