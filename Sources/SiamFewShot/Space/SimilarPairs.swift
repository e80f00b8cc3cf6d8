/// Finds pairs of embeddings of different classes that are hard to distinguish: each is the other's nearest negative,
/// and nearer than any embedding of its own class.
package enum SimilarPairs {
  /// Two embeddings, by index, the smaller index first.
  package struct Pair: Equatable, Sendable {
    package var first: Int
    package var second: Int
    /// The distance between the two.
    package var distance: Float
  }

  /// Finds the pairs, the nearest first.
  ///
  /// - Parameters:
  ///   - distances: the distances, `count × count`, symmetric.
  ///   - labels: the class of each embedding; one that is alone in its class has no pair.
  ///   - maxCount: the maximum number of pairs.
  /// - Returns: the pairs with their distances.
  package static func find(_ distances: [Float], labels: [Int], maxCount: Int) -> [Pair] {
    let count = labels.count
    let negatives = (0..<count).map { index -> (index: Int, distance: Float)? in
      var (own, other) = (Float.infinity, Float.infinity)
      var nearest: Int?
      for another in 0..<count where another != index {
        let distance = distances[index * count + another]
        if labels[another] == labels[index] {
          own = min(own, distance)
        } else if distance < other {
          (other, nearest) = (distance, another)
        }
      }
      guard let nearest, other < own, own < .infinity else { return nil }
      return (nearest, other)
    }
    var pairs: [Pair] = []
    for (index, negative) in negatives.enumerated() {
      guard let negative, negative.index > index, negatives[negative.index]?.index == index else { continue }
      pairs.append(Pair(first: index, second: negative.index, distance: negative.distance))
    }
    pairs.sort { ($0.distance, $0.first) < ($1.distance, $1.first) }
    return Array(pairs.prefix(maxCount))
  }
}
