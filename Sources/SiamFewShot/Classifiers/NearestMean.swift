package import SiamCore
package import SiamTensors

/// Predicts the class with the nearest mean of support embeddings.
///
/// A score is the negated squared Euclidean distance to the mean: −4…0 for unit vectors.
///
/// Source: Snell et al. 2017, Prototypical Networks, eq. 1 and 2.
package final class NearestMean: Classifier {
  package let name = ClassifierName.nearestMean
  private let table: EmbeddingTable
  private let products: EpisodeProducts

  /// Creates a classifier on a table of embeddings.
  package init(_ context: ComputeContext, _ table: EmbeddingTable) {
    self.table = table
    products = EpisodeProducts(context, table)
  }

  package func score(_ episode: Episode, into scores: inout [Float]) throws(TensorError) {
    try episode.prepare(&scores, over: table)
    let distances = try products.squaredDistances(rows: Array(episode.queries.joined()), columns: episode.support)
    for index in scores.indices { scores[index] = -distances[index] }
  }

  /// Returns `1 − d / 4`.
  package func similarities(_ scores: [Float]) -> [Float]? { unitSimilarities(scores, table) }
}
