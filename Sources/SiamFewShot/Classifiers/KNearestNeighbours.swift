package import SiamCore
package import SiamTensors

/// Predicts the majority class of the k nearest support embeddings; between classes with equally many, the one whose
/// neighbours have the smaller sum of squared distances.
///
/// All rows as near as the k-th vote, so that ties don't depend on the order of rows: if all embeddings are equal,
/// there is no prediction. With fewer than k support rows, all vote.
///
/// A score is `votes − ½ · s / S`, with s the sum of the squared distances of a class's neighbours and S that of all
/// neighbours. It is 0…k, or more with ties at the k-th.
///
/// Source: Cover and Hart 1967, Nearest Neighbor Pattern Classification.
package final class KNearestNeighbours: Classifier {
  package let name = ClassifierName.kNearest
  private let table: EmbeddingTable
  private let products: EpisodeProducts
  /// The number of neighbours, k, at least 1.
  private let neighbours: Int

  /// Creates a classifier on a table of embeddings or raw pixels.
  package init(_ context: ComputeContext, _ table: EmbeddingTable, neighbours: Int) {
    precondition(neighbours > 0, "at least one neighbour")
    self.table = table
    self.neighbours = neighbours
    products = EpisodeProducts(context, table)
  }

  package func score(_ episode: Episode, into scores: inout [Float]) throws(TensorError) {
    try episode.prepare(&scores, over: table)
    let distances = try products.squaredDistances(
      rows: Array(episode.queries.joined()), columns: episode.support.joined().map { [$0] })
    let shots = episode.support.map(\.count)
    let supports = shots.reduce(0, +)
    var nearest: [Float] = []
    for query in 0..<episode.queryCount {
      let range = query * supports..<(query + 1) * supports
      let farthest = Self.nearest(&nearest, neighbours, distances, range)
      var (total, start) = (Float(0), range.lowerBound)
      for index in range where distances[index] <= farthest { total += max(distances[index], 0) }
      for (label, shot) in shots.enumerated() {
        var (votes, sum) = (Float(0), Float(0))
        for index in start..<start + shot where distances[index] <= farthest {
          votes += 1
          sum += max(distances[index], 0)
        }
        scores[query * shots.count + label] = votes - (total > 0 ? 0.5 * sum / total : 0)
        start += shot
      }
    }
  }

  /// Returns the k-th smallest distance in a range, or infinity if fewer than k are numbers.
  private static func nearest(
    _ nearest: inout [Float], _ count: Int, _ distances: [Float], _ range: Range<Int>
  ) -> Float {
    nearest.removeAll(keepingCapacity: true)
    for column in range {
      let distance = distances[column]
      guard nearest.count < count || distance < nearest[count - 1], !distance.isNaN else { continue }
      if nearest.count == count { nearest.removeLast() }
      var index = nearest.count
      while index > 0, nearest[index - 1] > distance { index -= 1 }
      nearest.insert(distance, at: index)
    }
    return nearest.count < count ? .infinity : nearest[count - 1]
  }

  /// Returns each class's share of the votes.
  package func similarities(_ scores: [Float]) -> [Float]? {
    // A score is at most ½ below its votes.
    let votes = scores.map { $0.rounded(.up) }
    let total = votes.reduce(0, +)
    return total > 0 ? votes.map { $0 / total } : votes.map { _ in 0 }
  }
}
