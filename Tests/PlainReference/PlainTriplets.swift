/// Mining of triplets and the hinge, by their definitions, on a labelled batch.
package struct PlainTriplets {
  /// The indices of an anchor, a positive and a negative.
  package struct Triplet: Equatable, Sendable {
    package var anchor: Int
    package var positive: Int
    package var negative: Int

    package init(_ anchor: Int, _ positive: Int, _ negative: Int) {
      (self.anchor, self.positive, self.negative) = (anchor, positive, negative)
    }
  }

  private let distances: Numbers
  private let labels: [Int]

  /// Creates a batch with `count × count` distances and the class of each image.
  package init(_ distances: Numbers, labels: [Int]) {
    self.distances = distances
    self.labels = labels
  }

  package func distance(_ one: Int, _ other: Int) -> Double { distances.values[one * labels.count + other] }

  package func positives(of anchor: Int) -> [Int] {
    labels.indices.filter { $0 != anchor && labels[$0] == labels[anchor] }
  }

  package func negatives(of anchor: Int) -> [Int] { labels.indices.filter { labels[$0] != labels[anchor] } }

  /// All triplets: every anchor with every positive and every negative.
  package var all: [Triplet] {
    labels.indices.flatMap { anchor in
      positives(of: anchor).flatMap { positive in
        negatives(of: anchor).map { Triplet(anchor, positive, $0) }
      }
    }
  }

  /// For each anchor and positive, the nearest negative that is farther than the positive, else the farthest.
  package var semiHard: [Triplet] {
    labels.indices.flatMap { anchor in
      positives(of: anchor).compactMap { positive in
        let negatives = negatives(of: anchor)
        let farther = negatives.filter { distance(anchor, $0) > distance(anchor, positive) }
        let nearest = farther.min { distance(anchor, $0) < distance(anchor, $1) }
        let farthest = negatives.max { distance(anchor, $0) < distance(anchor, $1) }
        return (nearest ?? farthest).map { Triplet(anchor, positive, $0) }
      }
    }
  }

  /// For each anchor, its farthest positive and nearest negative.
  package var batchHard: [Triplet] {
    labels.indices.compactMap { anchor in
      guard let positive = positives(of: anchor).max(by: { distance(anchor, $0) < distance(anchor, $1) }),
        let negative = negatives(of: anchor).min(by: { distance(anchor, $0) < distance(anchor, $1) })
      else { return nil }
      return Triplet(anchor, positive, negative)
    }
  }

  /// Returns `d⁺ + α − d⁻`.
  package func cost(_ triplet: Triplet, margin: Double) -> Double {
    distance(triplet.anchor, triplet.positive) + margin - distance(triplet.anchor, triplet.negative)
  }

  /// Returns the sum of `max(0, d⁺ + α − d⁻)` and the number of triplets with a loss above 0.
  package func hinge(_ triplets: [Triplet], margin: Double) -> (sum: Double, active: Int) {
    triplets.reduce(into: (0.0, 0)) { result, triplet in
      let cost = cost(triplet, margin: margin)
      if cost > 0 { result = (result.0 + cost, result.1 + 1) }
    }
  }
}
