package import SiamMessages
package import SiamTensors

/// The contrastive loss: `½ D²` of pairs of one class, `½ max(0, m − D)²` of pairs of two, with the plain distance
/// `D = √(d + ε)` (see `DistanceKind.epsilon`; the `½ D²` is `½ d`).
///
/// Over all pairs of the batch. The loss is the mean of the two kinds' means, as if half of the pairs were of one
/// class; its gradient averages different pairs over all of them or, by the recipe, over those that cost something.
///
/// Source: Hadsell et al. 2006, Dimensionality Reduction by Learning an Invariant Mapping, eq. 4 (which sums, and has
/// no balance of the two kinds).
package final class ContrastiveObjective: BatchObjective {
  private let labels: BatchLabels
  private let survey: TripletSurvey

  /// For P × K batches; throws `TensorError.shape` where P or K is below 2.
  package init(_ labels: BatchLabels) throws(TensorError) {
    try labels.check("contrastive")
    self.labels = labels
    survey = TripletSurvey(labels)
  }

  /// Takes the loss of all pairs and adds its gradient to the batch's `distanceGradients`.
  package func evaluate(
    _ batch: EmbeddingBatch, _ recipe: Recipe, using generator: inout SeededGenerator
  ) -> ObjectiveOutcome {
    let (distances, count, margin) = (batch.distances, labels.count, recipe.margin)
    let same = count * (labels.images - 1)
    let different = count * labels.strangers
    var (pulled, pushed): (Double, Double) = (0, 0)
    var costly = 0
    for row in 0..<count {
      let members = labels.members(of: row)
      // As in `EmbeddingBatch`, `max(x, 0)` keeps what is not a number.
      var sums: (near: Float, far: Float) = (0, 0)
      for column in members { sums.near += distances[row * count + column] }
      for range in [0..<members.lowerBound, members.upperBound..<count] {
        for column in range {
          let lack = max(margin - distance(distances[row * count + column]), 0)
          sums.far += lack * lack
          if lack > 0 { costly += 1 }
        }
      }
      pulled += Double(sums.near)
      pushed += Double(sums.far)
    }
    let pull = 0.25 / Float(same)
    let push = 0.25 / Float(max(recipe.reduction == .all ? different : costly, 1))
    for row in 0..<count {
      let members = labels.members(of: row)
      for column in 0..<count where column != row {
        let place = row * count + column
        if members.contains(column) {
          batch.distanceGradients[place] += pull
        } else {
          let plain = distance(distances[place])
          if plain < margin { batch.distanceGradients[place] -= push * (margin - plain) / plain }
        }
      }
    }
    let loss = Float(pulled / Double(same) + pushed / Double(different)) / 4
    // A negative is free from D = m on: on squared distances, a triplet of two free pairs has d⁻ ≥ d⁺ + m².
    return survey.outcome(batch, loss: loss, margin: margin * margin)
  }

  /// m²/4: same pairs cost nothing, different ones m²/2.
  package func blindLoss(_ recipe: Recipe) -> BlindLoss {
    let lack = max(recipe.margin - distance(0), 0)
    return BlindLoss(lack * lack / 4, "m²/4, with the margin m")
  }

  private func distance(_ squared: Float) -> Float { (squared + DistanceKind.epsilon).squareRoot() }
}
