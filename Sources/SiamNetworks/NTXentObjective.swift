import Foundation
package import SiamMessages
package import SiamTensors

/// NT-Xent with labels: each positive of an anchor told, by a softmax of cosines, from all others of the batch.
///
/// With the cosine `s = 1 − d/2` and the temperature τ, an anchor i and a positive j cost
/// `−ln(exp(s_ij/τ) / Σ_{k≠i} exp(s_ik/τ))`. The loss is the mean over all anchors and their positives: every other
/// image of the anchor's class is one.
///
/// Source: Chen et al. 2020, A Simple Framework for Contrastive Learning of Visual Representations, eq. 1; with more
/// than one positive it is Khosla et al. 2020, Supervised Contrastive Learning, eq. 2.
package final class NTXentObjective: BatchObjective {
  private let labels: BatchLabels
  private let survey: TripletSurvey
  /// Of one anchor; then the shares of their softmax.
  private var logits: [Float] = []

  /// For P × K batches; throws `TensorError.shape` where P or K is below 2.
  package init(_ labels: BatchLabels) throws(TensorError) {
    try labels.check("nt-xent")
    self.labels = labels
    survey = TripletSurvey(labels)
  }

  /// Takes the loss of all anchors and adds its gradient to the batch's `distanceGradients`.
  package func evaluate(
    _ batch: EmbeddingBatch, _ recipe: Recipe, using generator: inout SeededGenerator
  ) -> ObjectiveOutcome {
    let (distances, count) = (batch.distances, labels.count)
    let positives = 1 / Float(labels.images - 1)
    // By the distance: ds/dd = −½.
    let weight = -0.5 / (Float(count) * recipe.temperature)
    var loss: Double = 0
    for anchor in 0..<count {
      let (members, row) = (labels.members(of: anchor), anchor * count)
      logits.removeAll(keepingCapacity: true)
      for place in row..<row + count { logits.append((1 - distances[place] / 2) / recipe.temperature) }
      logits[anchor] = -.infinity
      var sum: Float = 0
      for place in members where place != anchor { sum += logits[place] }
      loss += Double(logits.becomeSoftmax() - sum * positives)
      // The anchor's own share is 0. One access to the batch's gradients a row, as Swift checks each.
      func addShares(to gradients: inout [Float]) {
        for place in 0..<count { gradients[row + place] += logits[place] * weight }
      }
      addShares(to: &batch.distanceGradients)
      for place in members where place != anchor { batch.distanceGradients[row + place] -= positives * weight }
    }
    return survey.outcome(batch, loss: Float(loss / Double(count)), margin: recipe.margin)
  }

  /// ln(P·K − 1): every other image is as likely.
  package func blindLoss(_ recipe: Recipe) -> BlindLoss {
    BlindLoss(log(Float(labels.count - 1)), "ln \(labels.count - 1), by the other images of a batch")
  }
}
