import Foundation
package import SiamMessages
package import SiamTensors

/// The multi-similarity loss, on pairs it mines itself.
///
/// With the cosine `s = 1 − d/2`, an anchor i takes the negatives with `s > min_positives s − ε` and the positives with
/// `s < max_negatives s + ε`, and costs
/// `1/α · ln(1 + Σ_positives exp(−α(s − λ))) + 1/β · ln(1 + Σ_negatives exp(β(s − λ)))`. The loss is the mean over the
/// anchors; the choice of pairs is taken for constant.
///
/// Source: Wang et al. 2019, Multi-Similarity Loss with General Pair Weighting for Deep Metric Learning: its pair
/// mining and its loss.
package final class MultiSimilarityObjective: BatchObjective {
  private let labels: BatchLabels
  private let survey: TripletSurvey
  private var places: [Int] = []
  private var terms: [Float] = []

  /// For P × K batches; throws `TensorError.shape` where P or K is below 2.
  package init(_ labels: BatchLabels) throws(TensorError) {
    try labels.check("multi-similarity")
    self.labels = labels
    survey = TripletSurvey(labels)
  }

  /// Takes the loss of all anchors and adds its gradient to the batch's `distanceGradients`.
  package func evaluate(
    _ batch: EmbeddingBatch, _ recipe: Recipe, using generator: inout SeededGenerator
  ) -> ObjectiveOutcome {
    let (distances, count, numbers) = (batch.distances, labels.count, recipe.multiSimilarity)
    var loss: Double = 0
    for anchor in 0..<count {
      let (members, row) = (labels.members(of: anchor), anchor * count)
      let others = [0..<members.lowerBound, members.upperBound..<count]
      // By distances: d = 2 − 2s turns the bounds about.
      var (farthest, nearest): (Float, Float) = (0, .infinity)
      for place in members where place != anchor { farthest = max(farthest, distances[row + place]) }
      for range in others { for place in range { nearest = min(nearest, distances[row + place]) } }
      let slack = 2 * numbers.epsilon
      places.removeAll(keepingCapacity: true)
      for place in members where place != anchor && !(distances[row + place] <= nearest - slack) {
        places.append(row + place)
      }
      loss += Double(take(batch, distances, numbers.lambda, scale: -numbers.alpha))
      places.removeAll(keepingCapacity: true)
      for range in others {
        for place in range where !(distances[row + place] >= farthest + slack) { places.append(row + place) }
      }
      loss += Double(take(batch, distances, numbers.lambda, scale: numbers.beta))
    }
    return survey.outcome(batch, loss: Float(loss / Double(count)), margin: recipe.margin)
  }

  /// `1/|scale| · ln(1 + Σ exp(scale (s − λ)))` over the chosen places, with its gradient.
  private func take(_ batch: EmbeddingBatch, _ distances: [Float], _ lambda: Float, scale: Float) -> Float {
    // The 1 of the sum is exp(0).
    terms.removeAll(keepingCapacity: true)
    terms.append(0)
    for place in places { terms.append(scale * (1 - distances[place] / 2 - lambda)) }
    let total = terms.becomeSoftmax()
    // By the distance: ds/dd = −½, and scale/|scale| is the sign.
    let weight = (scale < 0 ? 0.5 : -0.5) / Float(labels.count)
    for (number, place) in places.enumerated() {
      batch.distanceGradients[place] += terms[number + 1] * weight
    }
    return total / abs(scale)
  }

  /// All cosines 1 and all pairs mined: `1/α · ln(1 + (K − 1) e^(−α(1 − λ))) + 1/β · ln(1 + (P − 1)K e^(β(1 − λ)))`.
  package func blindLoss(_ recipe: Recipe) -> BlindLoss {
    let numbers = recipe.multiSimilarity
    func part(_ pairs: Int, scale: Float) -> Float {
      var terms = [0, log(Float(pairs)) + scale * (1 - numbers.lambda)]
      return terms.becomeSoftmax() / abs(scale)
    }
    let value = part(labels.images - 1, scale: -numbers.alpha) + part(labels.strangers, scale: numbers.beta)
    return BlindLoss(value, "what equal embeddings cost")
  }
}
