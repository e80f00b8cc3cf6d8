package import SiamCore
package import SiamTensors

/// Predicts the class of the nearest support embedding.
///
/// A score is the negated squared Euclidean distance to the nearest of a class's rows: −4…0 for unit vectors.
/// Predictions are those of `KNearestNeighbours` with k = 1.
package final class NearestNeighbour: Classifier {
  package let name = ClassifierName.nearestNeighbour
  private let table: EmbeddingTable
  private let products: EpisodeProducts

  /// Creates a classifier on a table of embeddings or raw pixels.
  package init(_ context: ComputeContext, _ table: EmbeddingTable) {
    self.table = table
    products = EpisodeProducts(context, table)
  }

  package func score(_ episode: Episode, into scores: inout [Float]) throws(TensorError) {
    try episode.prepare(&scores, over: table)
    let distances = try products.squaredDistances(
      rows: Array(episode.queries.joined()), columns: episode.support.joined().map { [$0] })
    let shots = episode.support.map(\.count)
    var (index, start) = (0, 0)
    for _ in 0..<episode.queryCount {
      for shot in shots {
        var nearest = Float.infinity
        for next in start..<start + shot { nearest = min(nearest, distances[next]) }
        scores[index] = -nearest
        index += 1
        start += shot
      }
    }
  }

  /// Returns `1 − d / 4`.
  package func similarities(_ scores: [Float]) -> [Float]? { unitSimilarities(scores, table) }
}
