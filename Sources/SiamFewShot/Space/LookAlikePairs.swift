/// Pairs of embeddings of two classes that can hardly be told apart: each is the other's nearest of another class, and
/// nearer than anything of its own class.
package enum LookAlikePairs {
  /// A pair, the smaller place first.
  package struct Pair: Equatable, Sendable {
    package var first: Int
    package var second: Int
    package var distance: Float
  }

  /// Finds them, the nearest first.
  ///
  /// - Parameters:
  ///   - distances: `count × count`, symmetric.
  ///   - labels: each place's class. One that is alone in its class has nothing to be compared with, and no pair.
  ///   - most: as many pairs are found at most.
  /// - Returns: places of the two, the smaller first, and their distance.
  package static func find(_ distances: [Float], labels: [Int], most: Int) -> [Pair] {
    let count = labels.count
    let strangers = (0..<count).map { place -> (place: Int, distance: Float)? in
      var (own, other) = (Float.infinity, Float.infinity)
      var nearest: Int?
      for another in 0..<count where another != place {
        let distance = distances[place * count + another]
        if labels[another] == labels[place] {
          own = min(own, distance)
        } else if distance < other {
          (other, nearest) = (distance, another)
        }
      }
      guard let nearest, other < own, own < .infinity else { return nil }
      return (nearest, other)
    }
    var pairs: [Pair] = []
    for (place, stranger) in strangers.enumerated() {
      guard let stranger, stranger.place > place, strangers[stranger.place]?.place == place else { continue }
      pairs.append(Pair(first: place, second: stranger.place, distance: stranger.distance))
    }
    pairs.sort { ($0.distance, $0.first) < ($1.distance, $1.first) }
    return Array(pairs.prefix(most))
  }
}
