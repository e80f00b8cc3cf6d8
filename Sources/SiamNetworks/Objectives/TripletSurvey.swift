internal import SiamMessages

/// What is told of a batch's triplets and pairs whatever it is trained on; all of it by squared distances.
package struct TripletSurvey {
  private let labels: BatchLabels

  /// For P × K batches.
  package init(_ labels: BatchLabels) { self.labels = labels }

  /// Mean d⁺ and d⁻ of all pairs, the active share of all triplets, and the batch-hard triplets by kind and cost.
  ///
  /// - Parameters:
  ///   - batch: measured.
  ///   - loss: what the objective found.
  ///   - margin: α, a squared distance.
  /// - Returns: all that an outcome has.
  package func outcome(_ batch: EmbeddingBatch, loss: Float, margin: Float) -> ObjectiveOutcome {
    let (distances, count) = (batch.distances, labels.count)
    var outcome = ObjectiveOutcome()
    outcome.loss = loss
    outcome.activeShare = Self.activeShare(distances, labels, margin: margin)
    var (same, other): (Double, Double) = (0, 0)
    for anchor in 0..<count {
      let members = labels.members(of: anchor)
      let row = anchor * count
      var (near, all): (Float, Float) = (0, 0)
      for place in row + members.lowerBound..<row + members.upperBound { near += distances[place] }
      for place in row..<row + count { all += distances[place] }
      same += Double(near)
      other += Double(all - near)
      guard labels.images > 1, labels.strangers > 0 else { continue }
      let triplet = Miner.hardest(distances, labels, anchor: anchor)
      let (positive, negative) = (distances[row + triplet.positive], distances[row + triplet.negative])
      let cost = positive + margin - negative
      outcome.mined.count(positive: positive, negative: negative, cost: cost)
      outcome.costliest.offer(triplet, cost: cost, loss: max(cost, 0))
    }
    outcome.positiveDistance = Float(same / Double(max(count * (labels.images - 1), 1)))
    outcome.negativeDistance = Float(other / Double(max(count * labels.strangers, 1)))
    return outcome
  }

  /// The share of all valid triplets with d⁺ + α > d⁻.
  static func activeShare(_ distances: [Float], _ labels: BatchLabels, margin: Float) -> Float {
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
}

extension MinedCounts {
  /// Counts a triplet with its kind; `cost` is d⁺ + α − d⁻.
  mutating func count(positive: Float, negative: Float, cost: Float) {
    switch TripletKind(positive: positive, negative: negative, cost: cost) {
    case .easy: easy += 1
    case .semiHard: semiHard += 1
    case .hard: hard += 1
    }
  }
}
