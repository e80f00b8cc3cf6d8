package import SiamMessages
package import SiamTensors

/// The hinge on triplets, `max(0, d⁺ + α − d⁻)`, or its soft form, averaged over what the miner chose.
///
/// d is the squared Euclidean distance of embeddings or, by the recipe, the plain one. The gradient is of the mean over
/// all chosen triplets or over those that cost something; with a soft margin all do.
///
/// Source: Schroff et al. 2015, FaceNet, §3.1 (which sums; we take the mean, so that the loss does not grow with the
/// batch); Hermans et al. 2017 for the soft margin, and for the mean over what costs something (§4.1, batch-all ≠ 0).
package final class TripletObjective: BatchObjective {
  let labels: BatchLabels
  /// What the miner chose last; empty for batch-all, which chooses nothing.
  package private(set) var triplets: [Triplet] = []
  private var plainDistances: [Float] = []
  /// For batch-all: the loss's gradient before it is averaged.
  var slopes: [Float] = []
  /// For batch-all: the anchor's at hand.
  var negatives = NegativesRow()

  /// For P × K batches.
  package init(_ labels: BatchLabels) {
    self.labels = labels
    triplets.reserveCapacity(labels.count * max(labels.images - 1, 1))
  }

  /// Mines triplets, takes their loss and adds its gradient to the batch's `distanceGradients`.
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
    let (count, margin, loss) = (labels.count, recipe.margin, recipe.tripletLoss)
    var outcome = ObjectiveOutcome()
    var active = 0
    for triplet in triplets {
      let toPositive = triplet.anchor * count + triplet.positive
      let toNegative = triplet.anchor * count + triplet.negative
      let cost = distances[toPositive] + margin - distances[toNegative]
      outcome.loss += loss.value(cost)
      if cost > 0 { active += 1 }
      outcome.positiveDistance += batch.distances[toPositive]
      outcome.negativeDistance += batch.distances[toNegative]
      outcome.mined.count(positive: distances[toPositive], negative: distances[toNegative], cost: cost)
      outcome.costliest.offer(triplet, cost: cost, loss: loss.value(cost))
    }
    let mean = 1 / Float(max(triplets.count, 1))
    outcome.loss *= mean
    outcome.positiveDistance *= mean
    outcome.negativeDistance *= mean
    outcome.activeShare = TripletSurvey.activeShare(distances, labels, margin: margin)
    let weight = 1 / Float(max(recipe.averagesAll ? triplets.count : active, 1))
    for triplet in triplets {
      let toPositive = triplet.anchor * count + triplet.positive
      let toNegative = triplet.anchor * count + triplet.negative
      let slope = loss.slope(distances[toPositive] + margin - distances[toNegative])
      guard slope != 0 else { continue }
      batch.distanceGradients[toPositive] += weight * slope * recipe.distance.slope(distances[toPositive])
      batch.distanceGradients[toNegative] -= weight * slope * recipe.distance.slope(distances[toNegative])
    }
    return outcome
  }

  /// α, as d⁺ and d⁻ are equal; of the soft margin ln(1 + e^α).
  package func blindLoss(_ recipe: Recipe) -> BlindLoss {
    BlindLoss(
      recipe.tripletLoss.value(recipe.margin),
      recipe.tripletLoss == .hinge ? "the margin" : "ln(1 + e^α), the soft margin")
  }
}

extension Recipe {
  /// Whether the gradient is averaged over all triplets; a soft margin leaves none that costs nothing.
  var averagesAll: Bool { reduction == .all || tripletLoss == .softMargin }
}
