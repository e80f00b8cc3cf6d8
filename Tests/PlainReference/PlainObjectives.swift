import Foundation

/// The objectives by the formulas of their papers, computed pair by pair from unit embeddings.
package struct PlainObjectives {
  /// ε of the Euclidean distance `√(d + ε)`.
  package static let epsilon = 1e-6

  /// The embeddings, `count × dimension`, rows of unit length.
  package let embeddings: Numbers
  /// The class of each row.
  package let labels: [Int]

  package init(_ features: Numbers, labels: [Int]) {
    embeddings = PlainEmbeddings.normalized(features)
    self.labels = labels
  }

  private var dimension: Int { embeddings.shape[1] }

  private func row(_ index: Int) -> [Double] {
    Array(embeddings.values[index * dimension..<(index + 1) * dimension])
  }

  private func positives(_ anchor: Int) -> [Int] {
    labels.indices.filter { $0 != anchor && labels[$0] == labels[anchor] }
  }

  private func negatives(_ anchor: Int) -> [Int] { labels.indices.filter { labels[$0] != labels[anchor] } }

  private static func squared(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  private func squared(_ one: Int, _ other: Int) -> Double { Self.squared(row(one), row(other)) }

  private func euclideanDistance(_ one: Int, _ other: Int) -> Double {
    (squared(one, other) + Self.epsilon).squareRoot()
  }

  private func cosine(_ one: Int, _ other: Int) -> Double { zip(row(one), row(other)).reduce(0) { $0 + $1.0 * $1.1 } }

  /// Returns the cost `d⁺ + α − d⁻` of each triplet, before the hinge or the softplus.
  package func costs(_ triplets: [PlainTriplets.Triplet], margin: Double, euclidean: Bool) -> [Double] {
    triplets.map {
      euclidean
        ? euclideanDistance($0.anchor, $0.positive) + margin - euclideanDistance($0.anchor, $0.negative)
        : squared($0.anchor, $0.positive) + margin - squared($0.anchor, $0.negative)
    }
  }

  /// Returns the terms of Hadsell et al. 2006, eq. 4: `½ D²` of positive pairs and `½ max(0, m − D)²` of negative
  /// pairs.
  package func contrastive(margin: Double) -> (same: [Double], different: [Double]) {
    var (same, different): ([Double], [Double]) = ([], [])
    for one in labels.indices {
      for other in 0..<one {
        if labels[one] == labels[other] {
          same.append(squared(one, other) / 2)
        } else {
          let lack = max(0, margin - euclideanDistance(one, other))
          different.append(lack * lack / 2)
        }
      }
    }
    return (same, different)
  }

  /// Returns the loss of Snell et al. 2017, eq. 2, where the first `shots` images of a class are its support.
  package func prototypical(temperature: Double, shots: Int) -> Double {
    var (support, queries): ([Int: [Int]], [Int]) = ([:], [])
    for index in labels.indices {
      if support[labels[index], default: []].count < shots {
        support[labels[index], default: []].append(index)
      } else {
        queries.append(index)
      }
    }
    let means = support.mapValues { members in
      (0..<dimension).map { column in members.reduce(0) { $0 + row($1)[column] } / Double(members.count) }
    }
    let losses = queries.map { query in
      let scores = means.mapValues { exp(-Self.squared(row(query), $0) / temperature) }
      return -log(scores[labels[query], default: 0] / scores.values.reduce(0, +))
    }
    return losses.reduce(0, +) / Double(losses.count)
  }

  /// Returns the loss of Chen et al. 2020, eq. 1, averaged over all positives of all anchors.
  package func ntXent(temperature: Double) -> Double {
    var losses: [Double] = []
    for anchor in labels.indices {
      let all = labels.indices.filter { $0 != anchor }.reduce(0) { $0 + exp(cosine(anchor, $1) / temperature) }
      losses += positives(anchor).map { -log(exp(cosine(anchor, $0) / temperature) / all) }
    }
    return losses.reduce(0, +) / Double(losses.count)
  }

  /// Returns the pairs that Wang et al. 2019 select, one entry per anchor.
  package func informativePairs(epsilon: Double) -> [(positives: [Int], negatives: [Int])] {
    labels.indices.map { anchor in
      let minPositive = positives(anchor).map { cosine(anchor, $0) }.min() ?? 0
      let maxNegative = negatives(anchor).map { cosine(anchor, $0) }.max() ?? 0
      return (
        positives(anchor).filter { cosine(anchor, $0) < maxNegative + epsilon },
        negatives(anchor).filter { cosine(anchor, $0) > minPositive - epsilon }
      )
    }
  }

  /// Returns the loss of Wang et al. 2019 over given pairs.
  package func multiSimilarity(
    _ pairs: [(positives: [Int], negatives: [Int])], alpha: Double, beta: Double, lambda: Double
  ) -> Double {
    let losses = pairs.enumerated().map { anchor, pairs in
      log(1 + pairs.positives.reduce(0) { $0 + exp(-alpha * (cosine(anchor, $1) - lambda)) }) / alpha
        + log(1 + pairs.negatives.reduce(0) { $0 + exp(beta * (cosine(anchor, $1) - lambda)) }) / beta
    }
    return losses.reduce(0, +) / Double(losses.count)
  }
}
