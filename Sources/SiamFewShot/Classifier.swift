package import SiamMessages
internal import SiamNetworks
package import SiamTensors

/// Names the class of each query of an episode from its support set.
package protocol Classifier: AnyObject {
  /// As reported: `nearest-mean`, `nearest-neighbour`, `pair-similarity`.
  var name: String { get }

  /// How alike each query and each class are: higher is more alike, on any scale.
  ///
  /// Overwrites `scores`, `(way · queries) × way`, row-major, queries class by class.
  func score(_ episode: Episode, into scores: inout [Float]) throws(TensorError)
}

/// Squared distances of every query to every row of the support set, by one matrix product an episode.
final class EpisodeDistances {
  private let table: EmbeddingTable
  private let product: MatrixProduct
  private let supports: Int
  private let queries: Int
  private(set) var values: [Float]
  private var queryLengths: [Float]
  private var supportLengths: [Float]

  init(_ context: ComputeContext, _ table: EmbeddingTable, supports: Int, queries: Int) throws(TensorError) {
    self.table = table
    self.supports = supports
    self.queries = queries
    product = try MatrixProduct(
      context, rows: queries, inner: table.dimension, columns: supports, transposingRight: true)
    values = Array(repeating: 0, count: queries * supports)
    queryLengths = Array(repeating: 0, count: queries)
    supportLengths = Array(repeating: 0, count: supports)
  }

  /// Sets a support row to the mean of some rows of the table.
  func setSupport(_ index: Int, mean rows: [Int]) {
    let target = product.right.slice(index * table.dimension..<(index + 1) * table.dimension)
    if rows.count == 1 {
      target.copy(from: table.row(rows[0]))
    } else {
      let share = 1 / Float(rows.count)
      target.fill(0)
      for row in rows {
        table.row(row).withSpan { source in
          target.withMutableSpan { sum in for index in 0..<sum.count { sum[index] += share * source[index] } }
        }
      }
    }
    supportLengths[index] = Self.squaredLength(target)
  }

  func setQuery(_ index: Int, row: Int) {
    let target = product.left.slice(index * table.dimension..<(index + 1) * table.dimension)
    target.copy(from: table.row(row))
    queryLengths[index] = Self.squaredLength(target)
  }

  func measure() throws(TensorError) {
    try product.multiply()
    product.product.copy(into: &values)
    for query in 0..<queries {
      for support in 0..<supports {
        let index = query * supports + support
        values[index] = queryLengths[query] + supportLengths[support] - 2 * values[index]
      }
    }
  }

  private static func squaredLength(_ buffer: FloatBuffer) -> Float {
    buffer.withSpan { values in
      var sum: Float = 0
      for index in 0..<values.count { sum += values[index] * values[index] }
      return sum
    }
  }
}

/// The class whose support embeddings' mean is nearest.
///
/// Source: Snell et al. 2017, Prototypical Networks, eq. 1 and 2.
package final class NearestMean: Classifier {
  package let name = "nearest-mean"
  private let distances: EpisodeDistances

  /// Plans for episodes of a setting over a table.
  package init(
    _ context: ComputeContext, _ table: EmbeddingTable, _ setting: EpisodeSetting, queries: Int
  ) throws(TensorError) {
    distances = try EpisodeDistances(context, table, supports: setting.way, queries: setting.way * queries)
  }

  package func score(_ episode: Episode, into scores: inout [Float]) throws(TensorError) {
    for (index, rows) in episode.support.enumerated() { distances.setSupport(index, mean: rows) }
    for (index, row) in episode.queries.joined().enumerated() { distances.setQuery(index, row: row) }
    try distances.measure()
    for index in scores.indices { scores[index] = -distances.values[index] }
  }
}

/// The class of the nearest support embedding.
package final class NearestNeighbour: Classifier {
  package let name = "nearest-neighbour"
  private let setting: EpisodeSetting
  private let distances: EpisodeDistances

  /// Plans for episodes of a setting over a table.
  package init(
    _ context: ComputeContext, _ table: EmbeddingTable, _ setting: EpisodeSetting, queries: Int
  ) throws(TensorError) {
    self.setting = setting
    distances = try EpisodeDistances(
      context, table, supports: setting.way * setting.shot, queries: setting.way * queries)
  }

  package func score(_ episode: Episode, into scores: inout [Float]) throws(TensorError) {
    for (index, row) in episode.support.joined().enumerated() { distances.setSupport(index, mean: [row]) }
    for (index, row) in episode.queries.joined().enumerated() { distances.setQuery(index, row: row) }
    try distances.measure()
    for index in scores.indices {
      var nearest = Float.infinity
      for shot in 0..<setting.shot { nearest = min(nearest, distances.values[index * setting.shot + shot]) }
      scores[index] = -nearest
    }
  }
}

/// The class whose support images the pair head finds most similar, in the mean over the shots of the logit's sigmoid.
///
/// Source: Koch et al. 2015, §4.2 (for one shot).
package final class PairSimilarity: Classifier {
  package let name = "pair-similarity"
  private let setting: EpisodeSetting
  private let table: EmbeddingTable
  private let head: PairHead
  private var logits: [Float]

  /// Plans for episodes of a setting over a table of features before normalisation.
  package init(
    _ context: ComputeContext, _ table: EmbeddingTable, _ setting: EpisodeSetting, queries: Int,
    parameters: ParameterStore
  ) throws(TensorError) {
    self.setting = setting
    self.table = table
    let pairs = setting.way * queries * setting.way * setting.shot
    head = try PairHead(context, dimension: table.dimension, parameters: parameters, pairs: pairs, mode: .inference)
    logits = Array(repeating: 0, count: pairs)
  }

  package func score(_ episode: Episode, into scores: inout [Float]) throws(TensorError) {
    let dimension = table.dimension
    let supports = Array(episode.support.joined())
    head.differences.withMutableSpan { differences in
      table.values.withSpan { features in
        var position = 0
        for query in episode.queries.joined() {
          for support in supports {
            for offset in 0..<dimension {
              differences[position] = abs(features[query * dimension + offset] - features[support * dimension + offset])
              position += 1
            }
          }
        }
      }
    }
    try head.forward()
    head.logits.copy(into: &logits)
    // At one shot the logit orders as its sigmoid does, and never ties where that rounds to 1.
    for index in scores.indices {
      guard setting.shot > 1 else {
        scores[index] = logits[index]
        continue
      }
      var sum: Float = 0
      for shot in 0..<setting.shot { sum += PairHead.similarity(logits[index * setting.shot + shot]) }
      scores[index] = sum / Float(setting.shot)
    }
  }
}
