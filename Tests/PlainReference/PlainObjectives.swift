import Foundation

/// The objectives as their papers read, from unit embeddings and pair by pair: means are means and cosines products.
package struct PlainObjectives {
  /// ε of the plain distance `√(d + ε)`.
  package static let epsilon = 1e-6

  /// `count × dimension`, rows of unit length.
  package let embeddings: Numbers
  /// Each row's class.
  package let labels: [Int]

  package init(_ features: Numbers, labels: [Int]) {
    embeddings = PlainEmbeddings.normalized(features)
    self.labels = labels
  }

  private var dimension: Int { embeddings.shape[1] }

  private func row(_ place: Int) -> [Double] {
    Array(embeddings.values[place * dimension..<(place + 1) * dimension])
  }

  private func positives(_ anchor: Int) -> [Int] {
    labels.indices.filter { $0 != anchor && labels[$0] == labels[anchor] }
  }

  private func negatives(_ anchor: Int) -> [Int] { labels.indices.filter { labels[$0] != labels[anchor] } }

  private static func squared(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  private func squared(_ one: Int, _ other: Int) -> Double { Self.squared(row(one), row(other)) }

  private func plain(_ one: Int, _ other: Int) -> Double { (squared(one, other) + Self.epsilon).squareRoot() }

  private func cosine(_ one: Int, _ other: Int) -> Double { zip(row(one), row(other)).reduce(0) { $0 + $1.0 * $1.1 } }

  /// What each of some triplets costs; `d⁺ + α − d⁻` before the hinge or the softplus.
  package func costs(_ triplets: [PlainTriplets.Triplet], margin: Double, euclidean: Bool) -> [Double] {
    triplets.map {
      euclidean
        ? plain($0.anchor, $0.positive) + margin - plain($0.anchor, $0.negative)
        : squared($0.anchor, $0.positive) + margin - squared($0.anchor, $0.negative)
    }
  }

  /// The halves of Hadsell et al. 2006, eq. 4: `½ D²` of each pair of one class, `½ max(0, m − D)²` of each of two.
  package func contrastive(margin: Double) -> (same: [Double], different: [Double]) {
    var (same, different): ([Double], [Double]) = ([], [])
    for one in labels.indices {
      for other in 0..<one {
        if labels[one] == labels[other] {
          same.append(squared(one, other) / 2)
        } else {
          let lack = max(0, margin - plain(one, other))
          different.append(lack * lack / 2)
        }
      }
    }
    return (same, different)
  }

  /// Snell et al. 2017, eq. 2, the first `shots` images of a class being its support.
  package func prototypical(temperature: Double, shots: Int) -> Double {
    var (support, queries): ([Int: [Int]], [Int]) = ([:], [])
    for place in labels.indices {
      if support[labels[place], default: []].count < shots {
        support[labels[place], default: []].append(place)
      } else {
        queries.append(place)
      }
    }
    let means = support.mapValues { places in
      (0..<dimension).map { column in places.reduce(0) { $0 + row($1)[column] } / Double(places.count) }
    }
    let losses = queries.map { query in
      let scores = means.mapValues { exp(-Self.squared(row(query), $0) / temperature) }
      return -log(scores[labels[query], default: 0] / scores.values.reduce(0, +))
    }
    return losses.reduce(0, +) / Double(losses.count)
  }

  /// Chen et al. 2020, eq. 1, over all positives of all anchors.
  package func ntXent(temperature: Double) -> Double {
    var losses: [Double] = []
    for anchor in labels.indices {
      let all = labels.indices.filter { $0 != anchor }.reduce(0) { $0 + exp(cosine(anchor, $1) / temperature) }
      losses += positives(anchor).map { -log(exp(cosine(anchor, $0) / temperature) / all) }
    }
    return losses.reduce(0, +) / Double(losses.count)
  }

  /// The pairs Wang et al. 2019 mine, an entry an anchor.
  package func informativePairs(epsilon: Double) -> [(positives: [Int], negatives: [Int])] {
    labels.indices.map { anchor in
      let least = positives(anchor).map { cosine(anchor, $0) }.min() ?? 0
      let most = negatives(anchor).map { cosine(anchor, $0) }.max() ?? 0
      return (
        positives(anchor).filter { cosine(anchor, $0) < most + epsilon },
        negatives(anchor).filter { cosine(anchor, $0) > least - epsilon }
      )
    }
  }

  /// The loss of Wang et al. 2019 over given pairs.
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
