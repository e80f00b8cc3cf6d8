package import SiamMessages
package import SiamTensors

/// Three places in a batch.
package struct Triplet: Equatable, Sendable {
  package var anchor: Int
  package var positive: Int
  package var negative: Int
}

extension Miner {
  /// Chooses triplets from a batch by its distances.
  ///
  /// `distances` are `count × count` squared distances of embeddings of `dimension` numbers; `triplets` is overwritten
  /// and keeps its memory.
  package func mine(
    _ distances: [Float], _ labels: BatchLabels, dimension: Int, using generator: inout SeededGenerator,
    into triplets: inout [Triplet]
  ) {
    triplets.removeAll(keepingCapacity: true)
    var weighting = DistanceWeighting(labels, dimension: dimension)
    for anchor in 0..<labels.count {
      let members = labels.members(of: anchor)
      switch self {
      case .random:
        for positive in members where positive != anchor {
          let negative = labels.stranger(to: anchor, number: generator.below(labels.strangers))
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
          for number in 0..<labels.strangers {
            let negative = labels.stranger(to: anchor, number: number)
            triplets.append(Triplet(anchor: anchor, positive: positive, negative: negative))
          }
        }
      case .distanceWeighted:
        weighting.weigh(distances, anchor: anchor)
        for positive in members where positive != anchor {
          let negative = labels.stranger(to: anchor, number: weighting.draw(using: &generator))
          triplets.append(Triplet(anchor: anchor, positive: positive, negative: negative))
        }
      }
    }
  }

  /// The nearest negative farther than the positive, or the farthest where there is none.
  private static func semiHardNegative(
    _ distances: [Float], _ labels: BatchLabels, anchor: Int, positive: Int
  ) -> Int {
    let row = anchor * labels.count
    let limit = distances[row + positive]
    var (nearest, nearestDistance) = (-1, Float.infinity)
    var (farthest, farthestDistance) = (-1, -Float.infinity)
    let members = labels.members(of: anchor)
    for range in [0..<members.lowerBound, members.upperBound..<labels.count] {
      for other in range {
        let distance = distances[row + other]
        if distance > limit && distance < nearestDistance { (nearest, nearestDistance) = (other, distance) }
        if distance > farthestDistance { (farthest, farthestDistance) = (other, distance) }
      }
    }
    return nearest >= 0 ? nearest : farthest >= 0 ? farthest : labels.stranger(to: anchor, number: 0)
  }

  /// The farthest positive and the nearest negative.
  static func hardest(_ distances: [Float], _ labels: BatchLabels, anchor: Int) -> Triplet {
    let row = anchor * labels.count
    let members = labels.members(of: anchor)
    var positive = members.first { $0 != anchor } ?? anchor
    var negative = labels.stranger(to: anchor, number: 0)
    for other in members where other != anchor && distances[row + other] > distances[row + positive] {
      positive = other
    }
    for number in 0..<labels.strangers {
      let other = labels.stranger(to: anchor, number: number)
      if distances[row + other] < distances[row + negative] { negative = other }
    }
    return Triplet(anchor: anchor, positive: positive, negative: negative)
  }
}
