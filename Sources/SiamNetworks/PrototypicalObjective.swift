import Foundation
package import SiamMessages
package import SiamTensors

/// Prototypical networks: the cross-entropy of a query's class by a softmax over its distances to each class's mean.
///
/// Of each class's K images the first n = ⌊K/2⌋ are its support, the rest queries. With the squared distance D of a
/// query to the mean of a class's support embeddings (which is not brought to unit length again), a query of class c
/// costs `−ln(exp(−D_c/τ) / Σ_k exp(−D_k/τ))`. The loss is the mean over the queries. As D is
/// `mean_s d(q, s) − Σ_{s<s'} d(s, s')/n²` over the support, it is a function of the batch's distances alone.
///
/// Source: Snell et al. 2017, Prototypical Networks for Few-shot Learning, eq. 2 (which has τ = 1, for embeddings of
/// any length; on unit vectors D is below 4).
package final class PrototypicalObjective: BatchObjective {
  private let labels: BatchLabels
  private let survey: TripletSurvey
  /// n.
  private let shots: Int
  /// Of one query; then the shares of their softmax.
  private var logits: [Float]
  /// Σ_{s<s'} d(s, s')/n² of each class.
  private var widths: [Float]
  /// Of the loss, by each class's width, but for the sign.
  private var widthGradients: [Float]

  /// For P × K batches; throws `TensorError.shape` where P or K is below 2.
  package init(_ labels: BatchLabels) throws(TensorError) {
    try labels.check("prototypical")
    self.labels = labels
    survey = TripletSurvey(labels)
    shots = labels.images / 2
    logits = Array(repeating: 0, count: labels.classes)
    widths = logits
    widthGradients = logits
  }

  /// Takes the loss of all queries and adds its gradient to the batch's `distanceGradients`.
  package func evaluate(
    _ batch: EmbeddingBatch, _ recipe: Recipe, using generator: inout SeededGenerator
  ) -> ObjectiveOutcome {
    let (distances, count) = (batch.distances, labels.count)
    let (each, pairs) = (1 / Float(shots), 1 / Float(shots * shots))
    for label in 0..<labels.classes {
      let support = support(label)
      var sum: Float = 0
      for one in support { for other in one + 1..<support.upperBound { sum += distances[one * count + other] } }
      widths[label] = sum * pairs
      widthGradients[label] = 0
    }
    let queries = labels.classes * (labels.images - shots)
    let weight = 1 / (Float(queries) * recipe.temperature)
    var loss: Double = 0
    for query in 0..<count where query % labels.images >= shots {
      let truth = query / labels.images
      let row = query * count
      for label in 0..<labels.classes {
        var sum: Float = 0
        for place in support(label) { sum += distances[row + place] }
        logits[label] = (widths[label] - sum * each) / recipe.temperature
      }
      let logit = logits[truth]
      loss += Double(logits.becomeSoftmax() - logit)
      for label in 0..<labels.classes {
        let gradient = ((label == truth ? 1 : 0) - logits[label]) * weight
        widthGradients[label] += gradient
        for place in support(label) { batch.distanceGradients[row + place] += gradient * each }
      }
    }
    for label in 0..<labels.classes {
      let support = support(label)
      for one in support {
        for other in one + 1..<support.upperBound {
          batch.distanceGradients[one * count + other] -= widthGradients[label] * pairs
        }
      }
    }
    return survey.outcome(batch, loss: Float(loss / Double(queries)), margin: recipe.margin)
  }

  /// ln P: every class is as likely.
  package func blindLoss(_ recipe: Recipe) -> BlindLoss {
    BlindLoss(log(Float(labels.classes)), "ln \(labels.classes), by the classes of a batch")
  }

  private func support(_ label: Int) -> Range<Int> {
    label * labels.images..<label * labels.images + shots
  }
}
