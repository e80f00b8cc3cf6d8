package import SiamMessages
package import SiamTensors

/// The hinge on triplets, `max(0, d⁺ + α − d⁻)`, averaged; d is the squared Euclidean distance of embeddings.
///
/// Source: Schroff et al. 2015, FaceNet, §3.1 (which sums; we take the mean, so that the loss does not grow with the
/// batch).
package final class TripletObjective {
  private let labels: BatchLabels
  package private(set) var triplets: [Triplet] = []

  /// For P × K batches.
  package init(_ labels: BatchLabels) {
    self.labels = labels
    triplets.reserveCapacity(labels.count * max(labels.images - 1, 1))
  }

  /// Mines triplets, takes their loss and adds its gradient to the batch's `distanceGradients`.
  package func evaluate(
    _ batch: EmbeddingBatch, margin: Float, miner: Miner, reduction: Reduction, using generator: inout SeededGenerator
  ) -> ObjectiveOutcome {
    let count = labels.count
    miner.mine(batch.distances, labels, using: &generator, into: &triplets)
    var outcome = ObjectiveOutcome()
    var active = 0
    for triplet in triplets {
      let positive = batch.distances[triplet.anchor * count + triplet.positive]
      let negative = batch.distances[triplet.anchor * count + triplet.negative]
      let cost = positive + margin - negative
      // In this order: `max(0, x)` would turn what is not a number into 0.
      outcome.loss += max(cost, 0)
      if cost > 0 { active += 1 }
      outcome.positiveDistance += positive
      outcome.negativeDistance += negative
      if cost <= 0 {
        outcome.mined.easy += 1
      } else if negative > positive {
        outcome.mined.semiHard += 1
      } else {
        outcome.mined.hard += 1
      }
    }
    let mean = 1 / Float(max(triplets.count, 1))
    outcome.loss *= mean
    outcome.positiveDistance *= mean
    outcome.negativeDistance *= mean
    outcome.activeShare = activeShare(batch.distances, margin: margin)
    let weight = 1 / Float(max(reduction == .all ? triplets.count : active, 1))
    for triplet in triplets {
      let toPositive = triplet.anchor * count + triplet.positive
      let toNegative = triplet.anchor * count + triplet.negative
      guard batch.distances[toPositive] + margin - batch.distances[toNegative] > 0 else { continue }
      batch.distanceGradients[toPositive] += weight
      batch.distanceGradients[toNegative] -= weight
    }
    return outcome
  }

  /// The share of all valid triplets with d⁺ + α > d⁻.
  private func activeShare(_ distances: [Float], margin: Float) -> Float {
    let count = labels.count
    var (active, valid) = (0, 0)
    for anchor in 0..<count {
      let members = labels.members(of: anchor)
      let row = anchor * count
      for positive in members where positive != anchor {
        let limit = distances[row + positive] + margin
        valid += labels.strangers
        for other in row..<row + members.lowerBound where distances[other] < limit { active += 1 }
        for other in row + members.upperBound..<row + count where distances[other] < limit { active += 1 }
      }
    }
    return valid == 0 ? 0 : Float(active) / Float(valid)
  }

  /// The costliest of the mined triplets, worst first; their distances and losses by the batch's distances.
  ///
  /// `images` says which image stands at each place of the batch.
  package func worst(_ most: Int, _ batch: EmbeddingBatch, margin: Float, images: [ImageID]) -> [TripletReport] {
    let count = labels.count
    var reports: [TripletReport] = []
    func cost(_ triplet: Triplet) -> Float {
      batch.distances[triplet.anchor * count + triplet.positive] + margin
        - batch.distances[triplet.anchor * count + triplet.negative]
    }
    var chosen: [(cost: Float, triplet: Triplet)] = []
    for triplet in triplets {
      let cost = cost(triplet)
      if chosen.count == most, let last = chosen.last, cost <= last.cost { continue }
      let place = chosen.firstIndex { $0.cost < cost } ?? chosen.count
      chosen.insert((cost, triplet), at: place)
      if chosen.count > most { chosen.removeLast() }
    }
    for (cost, triplet) in chosen {
      reports.append(
        TripletReport(
          anchor: images[triplet.anchor], positive: images[triplet.positive], negative: images[triplet.negative],
          positiveDistance: batch.distances[triplet.anchor * count + triplet.positive],
          negativeDistance: batch.distances[triplet.anchor * count + triplet.negative],
          oppositeDistance: batch.distances[triplet.positive * count + triplet.negative], loss: max(cost, 0)))
    }
    return reports
  }
}

/// What an objective found in a batch.
package struct ObjectiveOutcome: Equatable, Sendable {
  /// Mean over the mined triplets, or the pairs.
  package var loss: Float = 0
  /// Mean d⁺ over them.
  package var positiveDistance: Float = 0
  /// Mean d⁻ over them.
  package var negativeDistance: Float = 0
  /// As in `StepReport`.
  package var activeShare: Float = 0
  /// What the miner chose, by kind.
  package var mined = MinedCounts()

  package init() {}
}
