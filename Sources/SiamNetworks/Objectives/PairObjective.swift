import Foundation
package import SiamCore
package import SiamTensors

/// The binary cross-entropy of the pair head's similarities, with as many negative as positive pairs.
///
/// For a logit x and a label y it is `max(x, 0) − x·y + log(1 + e^−|x|)`, whose gradient is `σ(x) − y`.
///
/// Source: Koch et al. 2015, Siamese Neural Networks for One-shot Image Recognition, §3.2.
package final class PairObjective: BatchObjective {
  private let labels: BatchLabels
  private let head: PairHead
  private let survey: TripletSurvey
  private let dimension: Int
  /// The batch indices of the last batch's pairs: the positive pairs, then as many negative ones.
  package private(set) var pairs: [(first: Int, second: Int)] = []
  private var differences: [Float]
  private var logits: [Float]

  /// Plans the objective for P × K batches of features of length `dimension`; throws `TensorError.shape` if P or K is
  /// below 2.
  package init(
    _ context: ComputeContext, _ labels: BatchLabels, dimension: Int, parameters: ParameterStore
  ) throws(TensorError) {
    try labels.check("pairs")
    self.labels = labels
    survey = TripletSurvey(labels)
    self.dimension = dimension
    let same = labels.classes * labels.images * (labels.images - 1) / 2
    head = try PairHead(context, dimension: dimension, parameters: parameters, pairs: 2 * same, mode: .training)
    differences = Array(repeating: 0, count: 2 * same * dimension)
    logits = Array(repeating: 0, count: 2 * same)
    pairs.reserveCapacity(2 * same)
  }

  /// Lists all positive pairs, then draws as many negative pairs at random.
  private func draw(using generator: inout SeededGenerator) {
    pairs.removeAll(keepingCapacity: true)
    for first in 0..<labels.count {
      for second in first + 1..<max(first + 1, labels.classRange(of: first).upperBound) {
        pairs.append((first, second))
      }
    }
    for _ in 0..<pairs.count {
      let first = generator.below(labels.count)
      pairs.append((first, labels.negative(of: first, at: generator.below(labels.negativeCount))))
    }
  }

  /// Draws pairs, computes their loss, overwrites the head's gradients and adds to the batch's `featureGradients`.
  package func evaluate(
    _ batch: EmbeddingBatch, _ recipe: Recipe, using generator: inout SeededGenerator
  ) throws(TensorError) -> ObjectiveOutcome {
    let outcome = try measure(batch, margin: recipe.margin, using: &generator)
    let weight = 1 / Float(pairs.count)
    for index in pairs.indices {
      let probability = 1 / (1 + exp(-logits[index]))
      logits[index] = (probability - (index < pairs.count / 2 ? 1 : 0)) * weight
    }
    head.logitGradients?.copy(from: logits)
    try head.backward()
    head.differenceGradients?.copy(into: &differences)
    let features = batch.features
    for (index, pair) in pairs.enumerated() {
      let (first, second, start) = (pair.first * dimension, pair.second * dimension, index * dimension)
      for offset in 0..<dimension {
        let difference = features[first + offset] - features[second + offset]
        let gradient = differences[start + offset]
        let signed = difference > 0 ? gradient : difference < 0 ? -gradient : 0
        batch.featureGradients[first + offset] += signed
        batch.featureGradients[second + offset] -= signed
      }
    }
    return outcome
  }

  /// Returns ln 2, as all pairs have a similarity of ½.
  package func collapsedLoss(_ recipe: Recipe) -> CollapsedLoss { CollapsedLoss(log(2), "ln 2") }

  /// Draws pairs and computes their loss.
  private func measure(
    _ batch: EmbeddingBatch, margin: Float, using generator: inout SeededGenerator
  ) throws(TensorError) -> ObjectiveOutcome {
    draw(using: &generator)
    let features = batch.features
    for (index, pair) in pairs.enumerated() {
      let (first, second, start) = (pair.first * dimension, pair.second * dimension, index * dimension)
      for offset in 0..<dimension {
        differences[start + offset] = abs(features[first + offset] - features[second + offset])
      }
    }
    head.differences.copy(from: differences)
    try head.forward()
    head.logits.copy(into: &logits)
    var outcome = survey.outcome(batch, loss: 0, margin: margin)
    (outcome.positiveDistance, outcome.negativeDistance) = (0, 0)
    var wrong = 0
    let half = Float(max(pairs.count / 2, 1))
    for (index, pair) in pairs.enumerated() {
      let (logit, same) = (logits[index], index < pairs.count / 2)
      outcome.loss += max(logit, 0) - (same ? logit : 0) + log1p(exp(-abs(logit)))
      if same ? logit <= 0 : logit >= 0 { wrong += 1 }
      let distance = batch.distances[pair.first * labels.count + pair.second]
      if same { outcome.positiveDistance += distance / half } else { outcome.negativeDistance += distance / half }
    }
    outcome.loss /= Float(max(pairs.count, 1))
    outcome.activeShare = Float(wrong) / Float(max(pairs.count, 1))
    return outcome
  }
}
