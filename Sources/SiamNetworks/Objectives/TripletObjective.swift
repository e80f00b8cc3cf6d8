package import SiamCore
package import SiamTensors

/// The triplet loss, `max(0, d⁺ + α − d⁻)` or its soft-margin form, averaged over the mined triplets.
///
/// d is the squared Euclidean distance of embeddings or, depending on the recipe, the Euclidean distance. The gradient
/// is that of the mean over all mined triplets or over those with a loss above 0, which are all with a soft margin.
///
/// Source: Schroff et al. 2015, FaceNet, §3.1 (which sums; we take the mean, so that the loss does not grow with the
/// batch); Hermans et al. 2017 for the soft margin, and for the mean over losses above 0 (§4.1, batch-all ≠ 0).
package final class TripletObjective: BatchObjective {
  let labels: BatchLabels
  /// The triplets mined from the last batch; empty for batch-all, which doesn't list them.
  package private(set) var triplets: [Triplet] = []
  private var plainDistances: [Float] = []
  /// The loss's gradient before averaging, for batch-all.
  var slopes: [Float] = []
  /// The current anchor's negatives, for batch-all.
  var negatives = NegativesRow()

  /// Creates the objective for P × K batches.
  package init(_ labels: BatchLabels) {
    self.labels = labels
    triplets.reserveCapacity(labels.count * max(labels.images - 1, 1))
  }

  /// Mines triplets, computes their loss and adds its gradient to the batch's `distanceGradients`.
  package func evaluate(
    _ batch: EmbeddingBatch, _ recipe: Recipe, using generator: inout SeededGenerator
  ) -> ObjectiveOutcome {
    let distances = recipe.distance.measure(batch.distances, scratch: &plainDistances)
    if recipe.miner == .batchAll {
      triplets.removeAll(keepingCapacity: true)
      return evaluateAll(batch, distances, recipe)
    }
    recipe.miner.mine(
      batch.distances, labels, dimension: batch.dimension, using: &generator, into: &triplets)
    let (count, measure) = (labels.count, TripletMeasure(recipe))
    var outcome = ObjectiveOutcome()
    var active = 0
    for triplet in triplets {
      let toPositive = triplet.anchor * count + triplet.positive
      let toNegative = triplet.anchor * count + triplet.negative
      let cost = measure.cost(positive: distances[toPositive], negative: distances[toNegative])
      outcome.loss += measure.loss(cost)
      if cost > 0 { active += 1 }
      outcome.positiveDistance += batch.distances[toPositive]
      outcome.negativeDistance += batch.distances[toNegative]
      outcome.mined.count(positive: distances[toPositive], negative: distances[toNegative], cost: cost)
      outcome.costliest.insert(triplet, cost: cost, loss: measure.loss(cost))
    }
    let mean = 1 / Float(max(triplets.count, 1))
    outcome.loss *= mean
    outcome.positiveDistance *= mean
    outcome.negativeDistance *= mean
    outcome.activeShare = TripletSurvey.activeShare(distances, labels, margin: measure.threshold)
    let weight = 1 / Float(max(recipe.averagesAll ? triplets.count : active, 1))
    for triplet in triplets {
      let toPositive = triplet.anchor * count + triplet.positive
      let toNegative = triplet.anchor * count + triplet.negative
      let slope = measure.slope(measure.cost(positive: distances[toPositive], negative: distances[toNegative]))
      guard slope != 0 else { continue }
      batch.distanceGradients[toPositive] += weight * slope * measure.distance.slope(distances[toPositive])
      batch.distanceGradients[toNegative] -= weight * slope * measure.distance.slope(distances[toNegative])
    }
    return outcome
  }

  /// Returns α, as d⁺ and d⁻ are equal, or ln(1 + e^α) with a soft margin.
  package func collapsedLoss(_ recipe: Recipe) -> CollapsedLoss {
    CollapsedLoss(
      recipe.tripletLoss.value(recipe.margin),
      recipe.tripletLoss == .hinge ? "the margin" : "ln(1 + e^α), the soft margin")
  }
}

extension Recipe {
  /// Whether the gradient is averaged over all triplets; with a soft margin they all have a loss above 0.
  var averagesAll: Bool { reduction == .all || tripletLoss == .softMargin }
}
