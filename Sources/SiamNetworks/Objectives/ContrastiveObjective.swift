package import SiamCore
package import SiamTensors

/// The contrastive loss: `½ D²` for positive pairs, `½ max(0, m − D)²` for negative pairs, with the Euclidean distance
/// `D = √(d + ε)` (see `DistanceKind.epsilon`; `½ D²` is computed as `½ d`).
///
/// It is computed over all pairs of the batch and averages the mean over positive pairs and the mean over negative
/// pairs, as if there were equally many of both. The gradient of the negative pairs is averaged over all of them or,
/// depending on the recipe, over those with a loss above 0.
///
/// Source: Hadsell et al. 2006, Dimensionality Reduction by Learning an Invariant Mapping, eq. 4 (which sums over all
/// pairs, without balancing the two kinds).
package final class ContrastiveObjective: BatchObjective {
  private let labels: BatchLabels
  private let survey: TripletSurvey

  /// Creates the objective for P × K batches; throws `TensorError.shape` if P or K is below 2.
  package init(_ labels: BatchLabels) throws(TensorError) {
    try labels.check("contrastive")
    self.labels = labels
    survey = TripletSurvey(labels)
  }

  /// Computes the loss of all pairs and adds its gradient to the batch's `distanceGradients`.
  package func evaluate(
    _ batch: EmbeddingBatch, _ recipe: Recipe, using generator: inout SeededGenerator
  ) -> ObjectiveOutcome {
    let (distances, count, margin) = (batch.distances, labels.count, recipe.margin)
    let same = count * (labels.images - 1)
    let different = count * labels.negativeCount
    var (pulled, pushed): (Double, Double) = (0, 0)
    var costly = 0
    for row in 0..<count {
      let members = labels.classRange(of: row)
      // As in `EmbeddingBatch`, `max(x, 0)` propagates NaN.
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
      let members = labels.classRange(of: row)
      for column in 0..<count where column != row {
        let index = row * count + column
        if members.contains(column) {
          batch.distanceGradients[index] += pull
        } else {
          let plain = distance(distances[index])
          if plain < margin { batch.distanceGradients[index] -= push * (margin - plain) / plain }
        }
      }
    }
    let loss = Float(pulled / Double(same) + pushed / Double(different)) / 4
    return survey.outcome(batch, loss: loss, margin: TripletMeasure(recipe).threshold)
  }

  /// Returns m²/4: positive pairs have a loss of 0, negative ones of m²/2.
  package func collapsedLoss(_ recipe: Recipe) -> CollapsedLoss {
    let lack = max(recipe.margin - distance(0), 0)
    return CollapsedLoss(lack * lack / 4, "m²/4, with the margin m")
  }

  private func distance(_ squared: Float) -> Float { DistanceKind.euclidean.measure(squared) }
}
