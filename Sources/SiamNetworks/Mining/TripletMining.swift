package import SiamCore
package import SiamTensors

/// The batch indices of a triplet's anchor, positive and negative.
package struct Triplet: Equatable, Sendable {
  package var anchor: Int
  package var positive: Int
  package var negative: Int
}

extension Miner {
  /// Chooses triplets from a batch.
  ///
  /// `distances` are `count × count` squared distances and `dimension` is the length of an embedding; `triplets` is
  /// overwritten and its memory reused.
  package func mine(
    _ distances: [Float], _ labels: BatchLabels, dimension: Int, using generator: inout SeededGenerator,
    into triplets: inout [Triplet]
  ) {
    triplets.removeAll(keepingCapacity: true)
    var weighting = DistanceWeighting(labels, dimension: dimension)
    for anchor in 0..<labels.count {
      let members = labels.classRange(of: anchor)
      switch self {
      case .random:
        for positive in members where positive != anchor {
          let negative = labels.negative(of: anchor, at: generator.below(labels.negativeCount))
          triplets.append(Triplet(anchor: anchor, positive: positive, negative: negative))
        }
      case .semiHard:
        for positive in members where positive != anchor {
          let negative = Self.semiHardNegative(distances, labels, anchor: anchor, positive: positive)
          triplets.append(Triplet(anchor: anchor, positive: positive, negative: negative))
        }
      case .batchHard:
        triplets.append(Self.hardest(distances, labels, anchor: anchor))
      case .batchAll:
        for positive in members where positive != anchor {
          for number in 0..<labels.negativeCount {
            let negative = labels.negative(of: anchor, at: number)
            triplets.append(Triplet(anchor: anchor, positive: positive, negative: negative))
          }
        }
      case .distanceWeighted:
        weighting.computeWeights(distances, anchor: anchor)
        for positive in members where positive != anchor {
          let negative = labels.negative(of: anchor, at: weighting.draw(using: &generator))
          triplets.append(Triplet(anchor: anchor, positive: positive, negative: negative))
        }
      }
    }
  }

  /// Returns the nearest negative that is farther than the positive, or the farthest negative if there is none.
  private static func semiHardNegative(
    _ distances: [Float], _ labels: BatchLabels, anchor: Int, positive: Int
  ) -> Int {
    let row = anchor * labels.count
    let limit = distances[row + positive]
    var (nearest, nearestDistance) = (-1, Float.infinity)
    var (farthest, farthestDistance) = (-1, -Float.infinity)
    let members = labels.classRange(of: anchor)
    for range in [0..<members.lowerBound, members.upperBound..<labels.count] {
      for other in range {
        let distance = distances[row + other]
        if distance > limit && distance < nearestDistance { (nearest, nearestDistance) = (other, distance) }
        if distance > farthestDistance { (farthest, farthestDistance) = (other, distance) }
      }
    }
    return nearest >= 0 ? nearest : farthest >= 0 ? farthest : labels.negative(of: anchor, at: 0)
  }

  /// Returns the triplet of an anchor with its farthest positive and nearest negative.
  static func hardest(_ distances: [Float], _ labels: BatchLabels, anchor: Int) -> Triplet {
    let row = anchor * labels.count
    let members = labels.classRange(of: anchor)
    var positive = members.first { $0 != anchor } ?? anchor
    var negative = labels.negative(of: anchor, at: 0)
    for other in members where other != anchor && distances[row + other] > distances[row + positive] {
      positive = other
    }
    for number in 0..<labels.negativeCount {
      let other = labels.negative(of: anchor, at: number)
      if distances[row + other] < distances[row + negative] { negative = other }
    }
    return Triplet(anchor: anchor, positive: positive, negative: negative)
  }
}
