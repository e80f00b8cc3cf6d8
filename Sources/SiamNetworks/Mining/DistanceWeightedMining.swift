import Foundation
package import SiamTensors

/// Draws an anchor's negatives so that all distances D = √d come up alike.
///
/// Points spread evenly over a sphere in n dimensions lie at D from one another with the density
/// `q(D) ∝ D^(n−2) (1 − D²/4)^((n−3)/2)`; a negative is drawn with the weight `min(λ, 1/q(D))`. λ, which keeps the
/// noise of near negatives out, is 1/q of the cut-off: nearer negatives count as if at it. Negatives at `farthest` and
/// beyond, whose triplets cost nothing, are not drawn; where all are, any may be.
///
/// Source: Wu et al. 2017, Sampling Matters in Deep Embedding Learning, §4; the two cut-offs are their code's
/// (`cutoff` and `nonzero_loss_cutoff`).
package struct DistanceWeighting {
  /// Smaller distances count as this.
  package static let cutoff: Float = 0.5
  /// Greater distances, which random pairs have in many dimensions, are not drawn.
  package static let farthest: Float = 1.4

  /// The weights of the anchor's strangers, in their order, the largest 1; 0 where all are too far.
  package private(set) var weights: [Float] = []
  private var sum: Float = 0
  private let labels: BatchLabels
  private let dimension: Float

  /// For embeddings of `dimension` numbers.
  package init(_ labels: BatchLabels, dimension: Int) {
    self.labels = labels
    self.dimension = Float(dimension)
  }

  /// Weighs an anchor's strangers by `count × count` squared distances.
  package mutating func weigh(_ distances: [Float], anchor: Int) {
    weights.removeAll(keepingCapacity: true)
    let (nearest, limit) = (Self.cutoff * Self.cutoff, Self.farthest * Self.farthest)
    let atCutoff = logarithm(nearest)
    var largest = -Float.infinity
    for number in 0..<labels.strangers {
      let distance = distances[anchor * labels.count + labels.stranger(to: anchor, number: number)]
      // What is not a number is too far.
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

  /// ln(1/q), but for a constant, of a squared distance.
  private func logarithm(_ distance: Float) -> Float {
    (2 - dimension) / 2 * log(distance) - (dimension - 3) / 2 * log(1 - distance / 4)
  }

  /// One of the weighed strangers, by its number.
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
