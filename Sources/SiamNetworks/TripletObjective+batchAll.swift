import Foundation
internal import SiamMessages

/// Batch-all: every anchor with every positive and every negative, P·K·(K − 1)·(P − 1)·K of them, without a list.
///
/// Source: Hermans et al. 2017, In Defense of the Triplet Loss, eq. 6 (which sums).
extension TripletObjective {
  /// As `evaluate`, by distances of the recipe's kind.
  func evaluateAll(_ batch: EmbeddingBatch, _ distances: [Float], _ recipe: Recipe) -> ObjectiveOutcome {
    let (count, margin, loss) = (labels.count, recipe.margin, recipe.tripletLoss)
    let squared = batch.distances
    var outcome = ObjectiveOutcome()
    var (total, squaredPositive, squaredNegative): (Double, Double, Double) = (0, 0, 0)
    var (active, hard) = (0, 0)
    let valid = count * max(labels.images - 1, 0) * labels.strangers
    // Moved out of the object while they are worked on, and back.
    var (slopes, negatives): ([Float], NegativesRow) = ([], NegativesRow())
    swap(&slopes, &self.slopes)
    swap(&negatives, &self.negatives)
    defer {
      swap(&slopes, &self.slopes)
      swap(&negatives, &self.negatives)
    }
    slopes.removeAll(keepingCapacity: true)
    slopes.append(contentsOf: repeatElement(0, count: squared.count))
    for anchor in 0..<count {
      let (members, row) = (labels.members(of: anchor), anchor * count)
      let others = [row..<row + members.lowerBound, row + members.upperBound..<row + count]
      negatives.take(distances, labels, anchor: anchor, loss, margin: margin)
      for positive in members where positive != anchor {
        let distance = distances[row + positive]
        let sums = negatives.compare(distance, margin: margin)
        slopes[row + positive] = sums.slope
        total += Double(sums.loss)
        active += Int(sums.active)
        hard += Int(sums.hard)
        squaredPositive += Double(squared[row + positive])
        guard !(distance + margin - negatives.nearest <= outcome.costliest.threshold) else { continue }
        for range in others {
          for place in range {
            let cost = distance + margin - distances[place]
            let triplet = Triplet(anchor: anchor, positive: positive, negative: place - row)
            outcome.costliest.offer(triplet, cost: cost, loss: loss.value(cost))
          }
        }
      }
      var sum: Float = 0
      for range in others { for place in range { sum += squared[place] } }
      squaredNegative += Double(sum)
      for (vector, eight) in negatives.slopes.enumerated() {
        for lane in 0..<min(8, labels.strangers - vector * 8) {
          let number = vector * 8 + lane
          slopes[row + (number < members.lowerBound ? number : number + labels.images)] = -eight[lane]
        }
      }
    }
    outcome.loss = Float(total / Double(max(valid, 1)))
    outcome.positiveDistance = Float(squaredPositive / Double(max(count * (labels.images - 1), 1)))
    outcome.negativeDistance = Float(squaredNegative / Double(max(count * labels.strangers, 1)))
    outcome.activeShare = Float(active) / Float(max(valid, 1))
    outcome.mined = MinedCounts(easy: valid - active, semiHard: active - hard, hard: hard)
    let weight = 1 / Float(max(recipe.averagesAll ? valid : active, 1))
    Self.add(slopes, weight: weight, distances, recipe.distance, to: &batch.distanceGradients)
    return outcome
  }

  /// One access to the batch's gradients for all of them: Swift checks each, which cost more than all else here.
  private static func add(
    _ slopes: [Float], weight: Float, _ distances: [Float], _ kind: DistanceKind, to gradients: inout [Float]
  ) {
    for place in slopes.indices where slopes[place] != 0 {
      gradients[place] += weight * slopes[place] * kind.slope(distances[place])
    }
  }
}

/// An anchor's negatives, eight at a time, to be compared with one positive after the other.
struct NegativesRow {
  /// What the triplets of one positive add up to.
  struct Sums {
    var loss: Float
    var active: Float
    var hard: Float
    var slope: Float
  }

  /// Of each negative's triplets so far, eight negatives a vector.
  private(set) var slopes: [SIMD8<Float>] = []
  /// The nearest negative's distance.
  private(set) var nearest = Float.infinity
  /// Infinite past the last negative: what is infinitely far costs nothing.
  private var distances: [SIMD8<Float>] = []
  /// exp(−d⁻); empty where the hinge serves.
  private var exponentials: [SIMD8<Float>] = []

  /// From this α on a soft margin is the hinge to all digits, as no d⁻ is above 4.
  private static let largestSoftMargin: Float = 40

  /// Takes another anchor's negatives from `count × count` distances.
  mutating func take(_ all: [Float], _ labels: BatchLabels, anchor: Int, _ loss: TripletLoss, margin: Float) {
    let isSoft = loss == .softMargin && margin <= Self.largestSoftMargin
    distances.removeAll(keepingCapacity: true)
    exponentials.removeAll(keepingCapacity: true)
    slopes.removeAll(keepingCapacity: true)
    nearest = .infinity
    // `BatchLabels.stranger` would divide for each.
    let (row, own) = (anchor * labels.count, labels.members(of: anchor).lowerBound)
    for start in stride(from: 0, to: labels.strangers, by: 8) {
      var (vector, exponential) = (SIMD8<Float>(repeating: .infinity), SIMD8<Float>.zero)
      for lane in 0..<min(8, labels.strangers - start) {
        let number = start + lane
        let distance = all[row + (number < own ? number : number + labels.images)]
        vector[lane] = distance
        nearest = min(nearest, distance)
        if isSoft { exponential[lane] = exp(-distance) }
      }
      distances.append(vector)
      slopes.append(.zero)
      if isSoft { exponentials.append(exponential) }
    }
  }

  /// Adds up the triplets of a positive at some distance, and adds to `slopes`.
  mutating func compare(_ positive: Float, margin: Float) -> Sums {
    let limit = positive + margin
    var (loss, active, hard, slope) = (
      SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero
    )
    for (number, negative) in distances.enumerated() {
      let cost = limit - negative
      // What is not a number stays so.
      loss += cost.replacing(with: 0, where: cost .<= 0)
      let one = SIMD8<Float>.zero.replacing(with: 1, where: cost .> 0)
      active += one
      hard += one.replacing(with: 0, where: negative .> positive)
      if exponentials.isEmpty { slopes[number] += one }
    }
    guard !exponentials.isEmpty else {
      return Sums(loss: loss.sum(), active: active.sum(), hard: hard.sum(), slope: active.sum())
    }
    // exp(cost) = exp(d⁺ + α) · exp(−d⁻) is below exp(α + 4): so many factors 1 + exp(cost) fit into one logarithm.
    let most = max(1, Int(120 / ((margin + 4) * 1.45 + 1)))
    let scale = exp(limit)
    var (product, factors) = (SIMD8<Float>(repeating: 1), 0)
    var logarithms: Float = 0
    for (number, exponential) in exponentials.enumerated() {
      let power = exponential * scale
      product *= 1 + power
      let steepness = power / (1 + power)
      slopes[number] += steepness
      slope += steepness
      factors += 1
      if factors == most || number == exponentials.count - 1 {
        for lane in 0..<8 { logarithms += log(product[lane]) }
        (product, factors) = (SIMD8(repeating: 1), 0)
      }
    }
    return Sums(loss: logarithms, active: active.sum(), hard: hard.sum(), slope: slope.sum())
  }
}
