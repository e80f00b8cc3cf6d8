import Foundation
package import SiamCore
package import SiamTensors

/// The NT-Xent loss with labels: the cross-entropy of each positive of an anchor among all other images of the batch.
///
/// With the cosine `s = 1 − d/2` and the temperature τ, the loss of an anchor i and a positive j is
/// `−ln(exp(s_ij/τ) / Σ_{k≠i} exp(s_ik/τ))`. The loss is the mean over all anchors and their positives, which
/// are all other images of the anchor's class.
///
/// Source: Chen et al. 2020, A Simple Framework for Contrastive Learning of Visual Representations, eq. 1; with
/// more than one positive, Khosla et al. 2020, Supervised Contrastive Learning, eq. 2.
package final class NTXentObjective: BatchObjective {
  private let labels: BatchLabels
  private let survey: TripletSurvey
  /// The logits of one anchor, then their softmax.
  private var logits: [Float] = []

  /// Creates the objective for P × K batches; throws `TensorError.shape` if P or K is below 2.
  package init(_ labels: BatchLabels) throws(TensorError) {
    try labels.check("nt-xent")
    self.labels = labels
    survey = TripletSurvey(labels)
  }

  /// Computes the loss of all anchors and adds its gradient to the batch's `distanceGradients`.
  package func evaluate(
    _ batch: EmbeddingBatch, _ recipe: Recipe, using generator: inout SeededGenerator
  ) -> ObjectiveOutcome {
    let (distances, count) = (batch.distances, labels.count)
    let positives = 1 / Float(labels.images - 1)
    // With respect to the distance, ds/dd = −½.
    let weight = -0.5 / (Float(count) * recipe.temperature)
    var loss: Double = 0
    for anchor in 0..<count {
      let (members, row) = (labels.classRange(of: anchor), anchor * count)
      logits.removeAll(keepingCapacity: true)
      for index in row..<row + count { logits.append((1 - distances[index] / 2) / recipe.temperature) }
      logits[anchor] = -.infinity
      var sum: Float = 0
      for other in members where other != anchor { sum += logits[other] }
      loss += Double(logits.applySoftmax() - sum * positives)
      // The anchor's own share is 0. The function accesses the batch's gradients once per row: Swift checks each
      // access.
      func addShares(to gradients: inout [Float]) {
        for index in 0..<count { gradients[row + index] += logits[index] * weight }
      }
      addShares(to: &batch.distanceGradients)
      for other in members where other != anchor { batch.distanceGradients[row + other] -= positives * weight }
    }
    return survey.outcome(batch, loss: Float(loss / Double(count)), margin: recipe.margin)
  }

  /// Returns ln(P·K − 1), as all other images are equally likely.
  package func collapsedLoss(_ recipe: Recipe) -> CollapsedLoss {
    CollapsedLoss(
      log(Float(labels.count - 1)), "ln \(labels.count - 1), with \(labels.count - 1) other images in a batch")
  }
}
