import Foundation
package import SiamCore
package import SiamTensors

/// The loss of prototypical networks: the cross-entropy of a query's class with a softmax over its negative distances
/// to the classes' prototypes.
///
/// The first n = ⌊K/2⌋ of each class's K images are its support, the others queries. A prototype is the mean of a
/// class's support embeddings, not normalised. With D the squared distance of a query to a prototype, the loss of a
/// query of class c is `−ln(exp(−D_c/τ) / Σ_k exp(−D_k/τ))`; the loss is the mean over the queries. As D is
/// `mean_s d(q, s) − Σ_{s<s'} d(s, s')/n²` over the support, it depends only on the batch's distances.
///
/// Source: Snell et al. 2017, Prototypical Networks for Few-shot Learning, eq. 2 (which has τ = 1, for embeddings of
/// any length; for unit vectors D is below 4).
package final class PrototypicalObjective: BatchObjective {
  private let labels: BatchLabels
  private let survey: TripletSurvey
  /// The number of support images per class, n.
  private let shots: Int
  /// The logits of one query, then their softmax.
  private var logits: [Float]
  /// The term Σ_{s<s'} d(s, s')/n² of each class.
  private var widths: [Float]
  /// The negated gradient of the loss with respect to each class's width.
  private var widthGradients: [Float]

  /// Creates the objective for P × K batches; throws `TensorError.shape` if P or K is below 2.
  package init(_ labels: BatchLabels) throws(TensorError) {
    try labels.check("prototypical")
    self.labels = labels
    survey = TripletSurvey(labels)
    shots = labels.images / 2
    logits = Array(repeating: 0, count: labels.classes)
    widths = logits
    widthGradients = logits
  }

  /// Computes the loss of all queries and adds its gradient to the batch's `distanceGradients`.
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
        for index in support(label) { sum += distances[row + index] }
        logits[label] = (widths[label] - sum * each) / recipe.temperature
      }
      let logit = logits[truth]
      loss += Double(logits.applySoftmax() - logit)
      for label in 0..<labels.classes {
        let gradient = ((label == truth ? 1 : 0) - logits[label]) * weight
        widthGradients[label] += gradient
        for index in support(label) { batch.distanceGradients[row + index] += gradient * each }
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

  /// Returns ln P, as all classes are equally likely.
  package func collapsedLoss(_ recipe: Recipe) -> CollapsedLoss {
    CollapsedLoss(log(Float(labels.classes)), "ln \(labels.classes), with \(labels.classes) classes in a batch")
  }

  private func support(_ label: Int) -> Range<Int> {
    label * labels.images..<label * labels.images + shots
  }
}
