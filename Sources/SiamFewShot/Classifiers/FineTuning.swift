internal import Foundation
package import SiamMessages
package import SiamTensors

/// The class of a softmax layer trained on the support set's embeddings, the encoder left as it is.
///
/// Full-batch gradient steps on the mean cross-entropy, from weights and biases of zero: no randomness. A step is
/// `2 / (1 + max ‖x‖²)`, the inverse of the largest curvature that the loss can have (Böhning 1992), so that it falls
/// with every step whatever the embeddings' scale; 1 for unit vectors.
///
/// From zero, the weights stay sums of support rows, `W = Aᵀ X`, so that only the coefficients A are kept, and the
/// inner products of rows are all that is needed: a step costs supports² · way, however wide the embeddings.
///
/// A score is a logit, any number, rounded to 2⁻¹⁶: what lies closer is single precision's noise, and counts as a tie.
///
/// Source: Chen et al. 2019, A Closer Look at Few-shot Classification, §3.2, Baseline (which takes 100 passes of
/// mini-batches of 4 with momentum and weight decay; we take 100 of the whole support set, without).
package final class FineTuning: Classifier {
  package let name = ClassifierName.fineTuning
  private let context: ComputeContext
  private let table: EmbeddingTable
  private let products: EpisodeProducts
  private let steps: Int
  private var plan: Plan?
  private var targets: [Int] = []
  private var biases: [Float] = []

  /// What episodes of one size share.
  private struct Plan {
    /// The support set's logits: its inner products, `supports × supports`, times the coefficients, `supports × way`.
    var supports: MatrixProduct
    /// The queries' logits: their inner products, `queries × supports`, times the same coefficients.
    var queries: MatrixProduct
    var size: [Int]
  }

  /// Names queries by a table of embeddings, after so many steps.
  package init(_ context: ComputeContext, _ table: EmbeddingTable, steps: Int = 100) {
    self.context = context
    self.table = table
    self.steps = steps
    products = EpisodeProducts(context, table)
  }

  package func score(_ episode: Episode, into scores: inout [Float]) throws(TensorError) {
    try episode.prepare(&scores, over: table)
    let rows = Array(episode.support.joined())
    let (supports, way) = (rows.count, episode.support.count)
    let inner = try products.multiply(
      rows: rows + episode.queries.joined(), columns: rows.map { [$0] })
    let plan = try planned(inner, supports: supports, queries: episode.queryCount, way: way)
    targets.removeAll(keepingCapacity: true)
    for (label, members) in episode.support.enumerated() { for _ in members { targets.append(label) } }
    biases = Array(repeating: 0, count: way)
    plan.supports.right.fill(0)
    var longest: Float = 0
    for index in 0..<supports { longest = max(longest, inner[index * supports + index]) }
    let rate = 2 / (1 + longest) / Float(supports)
    for _ in 0..<steps {
      try plan.supports.multiply()
      Self.step(
        logits: plan.supports.product, coefficients: plan.supports.right, biases: &biases, targets: targets, rate: rate)
    }
    try plan.queries.multiply()
    plan.queries.product.copy(into: &scores)
    for index in scores.indices { scores[index] = ((scores[index] + biases[index % way]) * 0x1p16).rounded() * 0x1p-16 }
  }

  private func planned(_ inner: FloatBuffer, supports: Int, queries: Int, way: Int) throws(TensorError) -> Plan {
    let size = [supports, queries, way]
    if let plan, plan.size == size { return plan }
    let onSupports = try MatrixProduct(
      context, rows: supports, inner: supports, columns: way, left: inner.slice(0..<supports * supports))
    let onQueries = try MatrixProduct(
      context, rows: queries, inner: supports, columns: way,
      left: inner.slice(supports * supports..<(supports + queries) * supports), right: onSupports.right)
    let made = Plan(supports: onSupports, queries: onQueries, size: size)
    plan = made
    return made
  }

  /// One gradient step: row i of the coefficients loses `rate · (softmax(logits_i) − target_i)`, and the biases lose
  /// the sum of those.
  private static func step(
    logits: FloatBuffer, coefficients: FloatBuffer, biases: inout [Float], targets: [Int], rate: Float
  ) {
    let way = biases.count
    let before = biases
    var shares = before
    logits.withSpan { logits in
      coefficients.withMutableSpan { coefficients in
        for (index, target) in targets.enumerated() {
          let start = index * way
          var largest = -Float.infinity
          for label in 0..<way { largest = max(largest, logits[start + label] + before[label]) }
          var total: Float = 0
          for label in 0..<way {
            shares[label] = exp(logits[start + label] + before[label] - largest)
            total += shares[label]
          }
          for label in 0..<way {
            let change = rate * (shares[label] / total - (label == target ? 1 : 0))
            coefficients[start + label] -= change
            biases[label] -= change
          }
        }
      }
    }
  }

  /// The softmax's probabilities.
  package func similarities(_ scores: [Float]) -> [Float]? {
    let largest = scores.max() ?? 0
    let shares = scores.map { exp($0 - largest) }
    let total = shares.reduce(0, +)
    return shares.map { $0 / total }
  }
}
