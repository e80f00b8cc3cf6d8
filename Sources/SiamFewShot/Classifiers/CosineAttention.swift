import Foundation
package import SiamCore
package import SiamTensors

/// Predicts the class with the largest attention: the softmax over the cosines of a query and all support rows, summed
/// per class.
///
/// The scores are these sums, 0…1; those of a query add up to 1. Classes with more shots get more attention, as in the
/// paper.
///
/// Source: Vinyals et al. 2016, Matching Networks, eq. 1 and §2.1.1 (without full context embeddings).
package final class CosineAttention: Classifier {
  package let name = ClassifierName.cosineAttention
  private let table: EmbeddingTable
  private let products: EpisodeProducts

  /// Creates a classifier on a table of embeddings.
  package init(_ context: ComputeContext, _ table: EmbeddingTable) {
    self.table = table
    products = EpisodeProducts(context, table)
  }

  package func score(_ episode: Episode, into scores: inout [Float]) throws(TensorError) {
    try episode.prepare(&scores, over: table)
    let cosines = try products.cosines(
      rows: Array(episode.queries.joined()), columns: episode.support.joined().map { [$0] })
    let shots = episode.support.map(\.count)
    var start = 0
    for query in 0..<episode.queryCount {
      var total: Float = 0
      for (label, shot) in shots.enumerated() {
        var sum: Float = 0
        for index in start..<start + shot { sum += exp(cosines[index]) }
        scores[query * shots.count + label] = sum
        total += sum
        start += shot
      }
      for label in shots.indices { scores[query * shots.count + label] /= total }
    }
  }

  /// Returns the scores.
  package func similarities(_ scores: [Float]) -> [Float]? { scores }
}
