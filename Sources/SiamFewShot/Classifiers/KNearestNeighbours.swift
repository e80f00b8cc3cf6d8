package import SiamMessages
package import SiamTensors

/// The class that most of the k nearest support embeddings belong to; of classes with as many, the one whose
/// neighbours' squared distances have the smaller sum.
///
/// Rows as near as the k-th are all asked, so that no order of rows decides a tie: embeddings that are all equal name
/// nothing. With fewer than k support rows all are asked.
///
/// A score is `votes − ½ · s / S`, 0…k but for ties at the k-th, with s the sum of the squared distances of a class's
/// neighbours and S that of all neighbours: votes count first, and s decides between equal votes.
///
/// Source: Cover and Hart 1967, Nearest Neighbor Pattern Classification.
package final class KNearestNeighbours: Classifier {
  package let name = ClassifierName.kNearest
  private let table: EmbeddingTable
  private let products: EpisodeProducts
  /// k, at least 1.
  private let neighbours: Int

  /// Names queries by a table of embeddings, or of raw pixels.
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

  /// The k-th smallest distance of a range; infinite where it has fewer than k that are numbers.
  private static func nearest(
    _ nearest: inout [Float], _ count: Int, _ distances: [Float], _ range: Range<Int>
  ) -> Float {
    nearest.removeAll(keepingCapacity: true)
    for index in range {
      let distance = distances[index]
      guard nearest.count < count || distance < nearest[count - 1], !distance.isNaN else { continue }
      if nearest.count == count { nearest.removeLast() }
      var place = nearest.count
      while place > 0, nearest[place - 1] > distance { place -= 1 }
      nearest.insert(distance, at: place)
    }
    return nearest.count < count ? .infinity : nearest[count - 1]
  }

  /// The share of the neighbours' votes.
  package func similarities(_ scores: [Float]) -> [Float]? {
    // A score is less than 1 below its votes.
    let votes = scores.map { $0.rounded(.up) }
    let total = votes.reduce(0, +)
    return total > 0 ? votes.map { $0 / total } : votes.map { _ in 0 }
  }
}
