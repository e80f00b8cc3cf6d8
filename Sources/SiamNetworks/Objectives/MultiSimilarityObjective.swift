import Foundation
package import SiamCore
package import SiamTensors

/// The multi-similarity loss, with its own pair mining.
///
/// With the cosine `s = 1 − d/2`, an anchor i selects the negatives with `s > min_positives s − ε` and the positives
/// with `s < max_negatives s + ε`; its loss is
/// `1/α · ln(1 + Σ_positives exp(−α(s − λ))) + 1/β · ln(1 + Σ_negatives exp(β(s − λ)))`. The loss is the mean over the
/// anchors; the gradient treats the selection of pairs as constant.
///
/// Source: Wang et al. 2019, Multi-Similarity Loss with General Pair Weighting for Deep Metric Learning: its pair
/// mining and its loss.
package final class MultiSimilarityObjective: BatchObjective {
  private let labels: BatchLabels
  private let survey: TripletSurvey
  private var pairIndices: [Int] = []
  private var terms: [Float] = []

  /// Creates the objective for P × K batches; throws `TensorError.shape` if P or K is below 2.
  package init(_ labels: BatchLabels) throws(TensorError) {
    try labels.check("multi-similarity")
    self.labels = labels
    survey = TripletSurvey(labels)
  }

  /// Computes the loss of all anchors and adds its gradient to the batch's `distanceGradients`.
  package func evaluate(
    _ batch: EmbeddingBatch, _ recipe: Recipe, using generator: inout SeededGenerator
  ) -> ObjectiveOutcome {
    let (distances, count, settings) = (batch.distances, labels.count, recipe.multiSimilarity)
    var loss: Double = 0
    for anchor in 0..<count {
      let (members, row) = (labels.classRange(of: anchor), anchor * count)
      let others = [0..<members.lowerBound, members.upperBound..<count]
      // In distances, d = 2 − 2s, the comparisons are reversed.
      var (farthest, nearest): (Float, Float) = (0, .infinity)
      for other in members where other != anchor { farthest = max(farthest, distances[row + other]) }
      for range in others { for other in range { nearest = min(nearest, distances[row + other]) } }
      let slack = 2 * settings.epsilon
      pairIndices.removeAll(keepingCapacity: true)
      for other in members where other != anchor && !(distances[row + other] <= nearest - slack) {
        pairIndices.append(row + other)
      }
      loss += Double(accumulate(batch, distances, settings.lambda, scale: -settings.alpha))
      pairIndices.removeAll(keepingCapacity: true)
      for range in others {
        for other in range where !(distances[row + other] >= farthest + slack) { pairIndices.append(row + other) }
      }
      loss += Double(accumulate(batch, distances, settings.lambda, scale: settings.beta))
    }
    return survey.outcome(batch, loss: Float(loss / Double(count)), margin: recipe.margin)
  }

  /// Returns `1/|scale| · ln(1 + Σ exp(scale (s − λ)))` over the selected pairs and adds its gradient to the batch.
  private func accumulate(_ batch: EmbeddingBatch, _ distances: [Float], _ lambda: Float, scale: Float) -> Float {
    // The term 1 of the sum is exp(0).
    terms.removeAll(keepingCapacity: true)
    terms.append(0)
    for index in pairIndices { terms.append(scale * (1 - distances[index] / 2 - lambda)) }
    let total = terms.applySoftmax()
    // With respect to the distance, ds/dd = −½, and scale/|scale| is the sign.
    let weight = (scale < 0 ? 0.5 : -0.5) / Float(labels.count)
    for (offset, index) in pairIndices.enumerated() {
      batch.distanceGradients[index] += terms[offset + 1] * weight
    }
    return total / abs(scale)
  }

  /// Returns the loss with all cosines 1 and all pairs selected:
  /// `1/α · ln(1 + (K − 1) e^(−α(1 − λ))) + 1/β · ln(1 + (P − 1)K e^(β(1 − λ)))`.
  package func collapsedLoss(_ recipe: Recipe) -> CollapsedLoss {
    let settings = recipe.multiSimilarity
    func part(_ pairs: Int, scale: Float) -> Float {
      var terms = [0, log(Float(pairs)) + scale * (1 - settings.lambda)]
      return terms.applySoftmax() / abs(scale)
    }
    let value = part(labels.images - 1, scale: -settings.alpha) + part(labels.negativeCount, scale: settings.beta)
    return CollapsedLoss(value, "its value for equal embeddings")
  }
}
