import Foundation
package import SiamCore
package import SiamTensors

/// Predicts with a softmax layer that is trained on the support set's embeddings; the encoder is not changed.
///
/// Training takes full-batch gradient steps on the mean cross-entropy, from weights and biases of 0, without
/// randomness. The step size is `2 / (1 + max ‖x‖²)`, the inverse of the maximum curvature of the loss (Böhning 1992),
/// so that the loss falls with every step at any scale of the embeddings; it is 1 for unit vectors.
///
/// As the weights start at 0, they are always weighted sums of support rows, `W = Aᵀ X`. So only the coefficients A are
/// stored and only inner products of rows are needed: a step costs supports² · way operations, at any embedding length.
///
/// The scores are logits, rounded to multiples of 2⁻¹⁶: smaller differences are rounding errors and count as ties.
///
/// Source: Chen et al. 2019, A Closer Look at Few-shot Classification, §3.2, Baseline (which makes 100 passes with
/// mini-batches of 4, momentum and weight decay; we make 100 steps on the whole support set, with neither).
package final class FineTuning: Classifier {
  package let name = ClassifierName.fineTuning
  private let context: ComputeContext
  private let table: EmbeddingTable
  private let products: EpisodeProducts
  private let steps: Int
  private var plan: Plan?
  private var targets: [Int] = []
  private var biases: [Float] = []

  /// The matrix products for episodes of one size.
  private struct Plan {
    /// The support set's logits: its inner products, `supports × supports`, times the coefficients, `supports × way`.
    var supports: MatrixProduct
    /// The queries' logits: their inner products, `queries × supports`, times the same coefficients.
    var queries: MatrixProduct
    var size: [Int]
  }

  /// Creates a classifier on a table of embeddings that trains for `steps` steps.
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
    var maxLength: Float = 0
    for index in 0..<supports { maxLength = max(maxLength, inner[index * supports + index]) }
    let rate = 2 / (1 + maxLength) / Float(supports)
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
    let newPlan = Plan(supports: onSupports, queries: onQueries, size: size)
    plan = newPlan
    return newPlan
  }

  /// Takes one gradient step: subtracts `rate · (softmax(logits_i) − target_i)` from row i of the coefficients, and the
  /// sum of these from the biases.
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

  /// Returns the probabilities of the softmax.
  package func similarities(_ scores: [Float]) -> [Float]? {
    let largest = scores.max() ?? 0
    let shares = scores.map { exp($0 - largest) }
    let total = shares.reduce(0, +)
    return shares.map { $0 / total }
  }
}
