import SiamCore

/// Statistics of a batch's triplets and pairs that are reported for every objective, in squared distances.
package struct TripletSurvey {
  private let labels: BatchLabels

  /// Creates a survey for P × K batches.
  package init(_ labels: BatchLabels) { self.labels = labels }

  /// Computes the mean d⁺ and d⁻ of all pairs, the active share of all triplets, and the batch-hard triplets by kind
  /// and cost.
  ///
  /// - Parameters:
  ///   - batch: a measured batch.
  ///   - loss: the objective's loss.
  ///   - margin: α, a squared distance.
  /// - Returns: the outcome with all its fields.
  package func outcome(_ batch: EmbeddingBatch, loss: Float, margin: Float) -> ObjectiveOutcome {
    let (distances, count) = (batch.distances, labels.count)
    var outcome = ObjectiveOutcome()
    outcome.loss = loss
    outcome.activeShare = Self.activeShare(distances, labels, margin: margin)
    var (same, other): (Double, Double) = (0, 0)
    for anchor in 0..<count {
      let members = labels.classRange(of: anchor)
      let row = anchor * count
      var (near, all): (Float, Float) = (0, 0)
      for index in row + members.lowerBound..<row + members.upperBound { near += distances[index] }
      for index in row..<row + count { all += distances[index] }
      same += Double(near)
      other += Double(all - near)
      guard labels.images > 1, labels.negativeCount > 0 else { continue }
      let triplet = Miner.hardest(distances, labels, anchor: anchor)
      let (positive, negative) = (distances[row + triplet.positive], distances[row + triplet.negative])
      let cost = positive + margin - negative
      outcome.mined.count(positive: positive, negative: negative, cost: cost)
      outcome.costliest.insert(triplet, cost: cost, loss: max(cost, 0))
    }
    outcome.positiveDistance = Float(same / Double(max(count * (labels.images - 1), 1)))
    outcome.negativeDistance = Float(other / Double(max(count * labels.negativeCount, 1)))
    return outcome
  }

  /// Returns the share of all valid triplets that are not easy: those with d⁺ + α > d⁻ or a NaN distance.
  static func activeShare(_ distances: [Float], _ labels: BatchLabels, margin: Float) -> Float {
    let count = labels.count
    var (easy, valid) = (0, 0)
    for anchor in 0..<count {
      let members = labels.classRange(of: anchor)
      let row = anchor * count
      for positive in members where positive != anchor {
        let limit = distances[row + positive] + margin
        valid += labels.negativeCount
        for other in row..<row + members.lowerBound where distances[other] >= limit { easy += 1 }
        for other in row + members.upperBound..<row + count where distances[other] >= limit { easy += 1 }
      }
    }
    return valid == 0 ? 0 : Float(valid - easy) / Float(valid)
  }
}

extension TripletSurvey {
  /// Returns the histogram of d⁻ − d⁺ over all valid triplets, in the bins of `NewestTriplets`.
  ///
  /// - Parameters:
  ///   - distances: `count × count` distances of the recipe's kind.
  ///   - labels: the batch's labels.
  /// - Returns: a count per bin; triplets with a NaN are in the first. The counts below each edge add up to what
  ///   `activeShare` counts with that margin, however d⁺ + α is rounded.
  package static func gaps(_ distances: [Float], _ labels: BatchLabels) -> [Int] {
    let bins = NewestTriplets.gapBins
    let edges = (0...bins).map(NewestTriplets.gapEdge)
    var counts = Array(repeating: 0, count: bins)
    let count = labels.count
    for anchor in 0..<count {
      let (members, row) = (labels.classRange(of: anchor), anchor * count)
      for positive in members where positive != anchor {
        let near = distances[row + positive]
        for range in [row..<row + members.lowerBound, row + members.upperBound..<row + count] {
          for index in range {
            let far = distances[index]
            guard !(far - near).isNaN else {
              counts[0] += 1
              continue
            }
            // The arithmetic finds the bin approximately; the comparison is the same that defines active triplets.
            var bin = Int(min(max((far - near) * 20 + Float(bins / 2), 0), Float(bins - 1)))
            while bin + 1 < bins, !(far < near + edges[bin + 1]) { bin += 1 }
            while bin > 0, far < near + edges[bin] { bin -= 1 }
            counts[bin] += 1
          }
        }
      }
    }
    return counts
  }
}
