import Foundation
import SiamCore

/// Batch-all: the loss of all P·K·(K − 1)·(P − 1)·K triplets, computed without listing them.
///
/// Source: Hermans et al. 2017, In Defense of the Triplet Loss, eq. 6 (which sums).
extension TripletObjective {
  /// Does what `evaluate` does, given the distances of the recipe's kind.
  func evaluateAll(_ batch: EmbeddingBatch, _ distances: [Float], _ recipe: Recipe) -> ObjectiveOutcome {
    let (count, margin, loss) = (labels.count, recipe.margin, recipe.tripletLoss)
    let squared = batch.distances
    var outcome = ObjectiveOutcome()
    var (total, squaredPositive, squaredNegative): (Double, Double, Double) = (0, 0, 0)
    var (active, hard) = (0, 0)
    let valid = count * max(labels.images - 1, 0) * labels.negativeCount
    // Local copies avoid exclusivity checks; swapping avoids copying the arrays.
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
      let (members, row) = (labels.classRange(of: anchor), anchor * count)
      let others = [row..<row + members.lowerBound, row + members.upperBound..<row + count]
      negatives.load(distances, labels, anchor: anchor, loss, margin: margin)
      for positive in members where positive != anchor {
        let distance = distances[row + positive]
        let sums = negatives.compare(distance, margin: margin)
        slopes[row + positive] = sums.slope
        total += Double(sums.loss)
        active += Int(sums.active)
        hard += Int(sums.hard)
        if sums.loss.isNaN {
          // A NaN cost is neither above nor below 0: the vectors count its triplet as easy, and it is hard.
          let missed = others.reduce(0) { $0 + distances[$1].count { (distance + margin - $0).isNaN } }
          active += missed
          hard += missed
        }
        squaredPositive += Double(squared[row + positive])
        guard !(distance + margin - negatives.nearest <= outcome.costliest.threshold) else { continue }
        for range in others {
          for index in range {
            let cost = distance + margin - distances[index]
            let triplet = Triplet(anchor: anchor, positive: positive, negative: index - row)
            outcome.costliest.insert(triplet, cost: cost, loss: loss.value(cost))
          }
        }
      }
      var sum: Float = 0
      for range in others { for index in range { sum += squared[index] } }
      squaredNegative += Double(sum)
      for (vector, eight) in negatives.slopes.enumerated() {
        for lane in 0..<min(8, labels.negativeCount - vector * 8) {
          let position = vector * 8 + lane
          slopes[row + (position < members.lowerBound ? position : position + labels.images)] = -eight[lane]
        }
      }
    }
    outcome.loss = Float(total / Double(max(valid, 1)))
    outcome.positiveDistance = Float(squaredPositive / Double(max(count * (labels.images - 1), 1)))
    outcome.negativeDistance = Float(squaredNegative / Double(max(count * labels.negativeCount, 1)))
    outcome.activeShare = Float(active) / Float(max(valid, 1))
    outcome.mined = MinedCounts(easy: valid - active, semiHard: active - hard, hard: hard)
    let weight = 1 / Float(max(recipe.averagesAll ? valid : active, 1))
    Self.add(slopes, weight: weight, distances, recipe.distance, to: &batch.distanceGradients)
    return outcome
  }

  /// Adds the gradient of all distances with a single access to the batch's gradients: Swift checks each access, which
  /// took longer than everything else here.
  private static func add(
    _ slopes: [Float], weight: Float, _ distances: [Float], _ kind: DistanceKind, to gradients: inout [Float]
  ) {
    for index in slopes.indices where slopes[index] != 0 {
      gradients[index] += weight * slopes[index] * kind.slope(distances[index])
    }
  }
}

/// An anchor's negatives in vectors of eight, which are compared with one positive at a time.
struct NegativesRow {
  /// Sums over the triplets of one positive.
  struct Sums {
    var loss: Float
    var active: Float
    var hard: Float
    var slope: Float
  }

  /// The sum of the slopes of each negative's triplets so far, eight negatives per vector.
  private(set) var slopes: [SIMD8<Float>] = []
  /// The nearest negative's distance.
  private(set) var nearest = Float.infinity
  /// The distances of the negatives, padded with infinity, which costs nothing.
  private var distances: [SIMD8<Float>] = []
  /// exp(−d⁻) of each negative; empty for the hinge.
  private var exponentials: [SIMD8<Float>] = []

  /// The α above which the soft margin equals the hinge in single precision, as d⁻ is at most 4.
  private static let maxSoftMargin: Float = 40

  /// Loads an anchor's negatives from `count × count` distances.
  mutating func load(_ all: [Float], _ labels: BatchLabels, anchor: Int, _ loss: TripletLoss, margin: Float) {
    let isSoft = loss == .softMargin && margin <= Self.maxSoftMargin
    distances.removeAll(keepingCapacity: true)
    exponentials.removeAll(keepingCapacity: true)
    slopes.removeAll(keepingCapacity: true)
    nearest = .infinity
    // `BatchLabels.negative` would divide once per negative.
    let (row, own) = (anchor * labels.count, labels.classRange(of: anchor).lowerBound)
    for start in stride(from: 0, to: labels.negativeCount, by: 8) {
      var (vector, exponential) = (SIMD8<Float>(repeating: .infinity), SIMD8<Float>.zero)
      for lane in 0..<min(8, labels.negativeCount - start) {
        let position = start + lane
        let distance = all[row + (position < own ? position : position + labels.images)]
        vector[lane] = distance
        nearest = min(nearest, distance)
        if isSoft { exponential[lane] = exp(-distance) }
      }
      distances.append(vector)
      slopes.append(.zero)
      if isSoft { exponentials.append(exponential) }
    }
  }

  /// Sums over the triplets with a positive at the given distance, and adds to `slopes`.
  mutating func compare(_ positive: Float, margin: Float) -> Sums {
    let limit = positive + margin
    var (loss, active, hard, slope) = (
      SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero
    )
    for (number, negative) in distances.enumerated() {
      let cost = limit - negative
      // NaN is not replaced.
      loss += cost.replacing(with: 0, where: cost .<= 0)
      let one = SIMD8<Float>.zero.replacing(with: 1, where: cost .> 0)
      active += one
      hard += one.replacing(with: 0, where: negative .> positive)
      if exponentials.isEmpty { slopes[number] += one }
    }
    guard !exponentials.isEmpty else {
      return Sums(loss: loss.sum(), active: active.sum(), hard: hard.sum(), slope: active.sum())
    }
    // exp(cost) = exp(d⁺ + α) · exp(−d⁻) is below exp(α + 4), so the product of `maxFactors` factors 1 + exp(cost)
    // doesn't overflow, and one logarithm serves them all.
    let maxFactors = max(1, Int(120 / ((margin + 4) * 1.45 + 1)))
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
      if factors == maxFactors || number == exponentials.count - 1 {
        for lane in 0..<8 { logarithms += log(product[lane]) }
        (product, factors) = (SIMD8(repeating: 1), 0)
      }
    }
    return Sums(loss: logarithms, active: active.sum(), hard: hard.sum(), slope: slope.sum())
  }
}
