import Foundation
internal import SiamMessages

/// Batch-all: every anchor with every positive and every negative, P·K·(K − 1)·(P − 1)·K of them, without a list.
///
/// Source: Hermans et al. 2017, In Defense of the Triplet Loss, eq. 6 (which sums).
extension TripletObjective {
  /// What the triplets of one anchor and positive add up to.
  private struct Row {
    var loss: Float = 0
    var active: Float = 0
    var hard: Float = 0
    var slope: Float = 0
  }

  /// As `evaluate`, by distances of the recipe's kind.
  func evaluateAll(_ batch: EmbeddingBatch, _ distances: [Float], _ recipe: Recipe) -> ObjectiveOutcome {
    let (count, margin, loss) = (labels.count, recipe.margin, recipe.tripletLoss)
    var outcome = ObjectiveOutcome()
    var (total, squaredPositive, squaredNegative): (Double, Double, Double) = (0, 0, 0)
    var (active, hard) = (0, 0)
    let valid = count * max(labels.images - 1, 0) * labels.strangers
    slopes.removeAll(keepingCapacity: true)
    slopes.append(contentsOf: repeatElement(0, count: batch.distances.count))
    for anchor in 0..<count {
      let members = labels.members(of: anchor)
      let row = anchor * count
      let others = [row..<row + members.lowerBound, row + members.upperBound..<row + count]
      let nearest = others.joined().reduce(Float.infinity) { min($0, distances[$1]) }
      for positive in members where positive != anchor {
        let distance = distances[row + positive]
        var sums = Row()
        for range in others {
          switch loss {
          case .hinge: Self.addHinge(distances, range, distance, margin: margin, to: &sums, slopes: &slopes)
          case .softMargin: Self.addSoftMargin(distances, range, distance, margin: margin, to: &sums, slopes: &slopes)
          }
        }
        slopes[row + positive] += sums.slope
        total += Double(sums.loss)
        active += Int(sums.active)
        hard += Int(sums.hard)
        squaredPositive += Double(batch.distances[row + positive])
        guard !(distance + margin - nearest <= outcome.costliest.threshold) else { continue }
        for place in others.joined() {
          let cost = distance + margin - distances[place]
          let triplet = Triplet(anchor: anchor, positive: positive, negative: place - row)
          outcome.costliest.offer(triplet, cost: cost, loss: loss.value(cost))
        }
      }
      var sum: Float = 0
      for range in others { for place in range { sum += batch.distances[place] } }
      squaredNegative += Double(sum)
    }
    outcome.loss = Float(total / Double(max(valid, 1)))
    outcome.positiveDistance = Float(squaredPositive / Double(max(count * (labels.images - 1), 1)))
    outcome.negativeDistance = Float(squaredNegative / Double(max(count * labels.strangers, 1)))
    outcome.activeShare = Float(active) / Float(max(valid, 1))
    outcome.mined = MinedCounts(easy: valid - active, semiHard: active - hard, hard: hard)
    let weight = 1 / Float(max(recipe.averagesAll ? valid : active, 1))
    for place in slopes.indices where slopes[place] != 0 {
      batch.distanceGradients[place] += weight * slopes[place] * recipe.distance.slope(distances[place])
    }
    return outcome
  }

  /// Adds the triplets of a positive with a range of negatives; without a branch, as there are many.
  private static func addHinge(
    _ distances: [Float], _ range: Range<Int>, _ positive: Float, margin: Float, to sums: inout Row,
    slopes: inout [Float]
  ) {
    let distances = distances.span
    var slope = slopes.mutableSpan
    var row = sums
    let limit = positive + margin
    for place in range {
      let negative = distances[place]
      let cost = limit - negative
      row.loss += max(cost, 0)
      let isActive: Float = cost > 0 ? 1 : 0
      row.active += isActive
      row.hard += negative <= positive ? isActive : 0
      slope[place] -= isActive
    }
    row.slope = row.active
    sums = row
  }

  /// The same for the soft margin: with `e = exp(−|cost|)`, the loss is `max(0, cost) + ln(1 + e)`, and a product of
  /// 32 of those 1…2 stays below 2³², so that one logarithm serves them all.
  private static func addSoftMargin(
    _ distances: [Float], _ range: Range<Int>, _ positive: Float, margin: Float, to sums: inout Row,
    slopes: inout [Float]
  ) {
    let distances = distances.span
    var slope = slopes.mutableSpan
    var row = sums
    let limit = positive + margin
    var (product, factors): (Float, Int) = (1, 0)
    for place in range {
      let negative = distances[place]
      let cost = limit - negative
      let small = exp(-abs(cost))
      product *= 1 + small
      factors += 1
      if factors == 32 {
        row.loss += log(product)
        (product, factors) = (1, 0)
      }
      row.loss += max(cost, 0)
      let isActive: Float = cost > 0 ? 1 : 0
      row.active += isActive
      row.hard += negative <= positive ? isActive : 0
      let steepness = (cost > 0 ? 1 : small) / (1 + small)
      slope[place] -= steepness
      row.slope += steepness
    }
    row.loss += log(product)
    sums = row
  }
}
