package import SiamData
package import SiamFewShot
package import SiamCore
package import SiamTensors

/// The nearest-neighbour classifier on raw pixels, which is the baseline of an encoder.
///
/// It reads images when episodes draw them, and caches a limited number, so that a large dataset's pixels, four bytes
/// each as floats, are never all in memory.
package final class PixelNearestNeighbour: Classifier {
  /// The classifier's name.
  package let name = ClassifierName.nearestNeighbour
  private let context: ComputeContext
  private let dataset: Dataset
  private let image: (_ row: Int) -> (ImageID, turned: Int)
  /// The pixels of cached images.
  private var table: EmbeddingTable
  private var classifier: NearestNeighbour
  /// The row in `table` of each cached row of the episodes.
  private var cachedRows: [Int: Int] = [:]
  private var pixels: [Float] = []

  /// The default of the maximum cache size, in bytes. An episode that needs more enlarges the cache.
  package static let defaultCacheBytes = 64 << 20

  /// Makes a classifier for episodes over `rows` rows.
  ///
  /// - Parameters:
  ///   - context: computes the distances.
  ///   - dataset: has the pixels.
  ///   - rows: the number of rows that episodes draw from.
  ///   - cacheBytes: the maximum size of the cache, in bytes.
  ///   - image: returns the image of a row, and its quarter turns.
  /// - Throws: `TensorError` if memory can't be allocated.
  package init(
    _ context: ComputeContext, _ dataset: Dataset, rows: Int, cacheBytes: Int = defaultCacheBytes,
    image: @escaping (_ row: Int) -> (ImageID, turned: Int)
  ) throws(TensorError) {
    self.context = context
    self.dataset = dataset
    self.image = image
    let maxRows = cacheBytes / (dataset.imageValues * MemoryLayout<Float>.stride)
    table = try EmbeddingTable(rows: max(1, min(rows, maxRows)), dimension: dataset.imageValues)
    classifier = NearestNeighbour(context, table)
  }

  /// Scores an episode's queries by the negated squared distance of pixels.
  package func score(_ episode: Episode, into scores: inout [Float]) throws(TensorError) {
    try cache(RowSelection(episode.rows).rows)
    let cached = { (rows: [Int]) in rows.compactMap { self.cachedRows[$0] } }
    try classifier.score(
      Episode(support: episode.support.map(cached), queries: episode.queries.map(cached)), into: &scores)
  }

  /// Returns nil: distances of pixels have no similarity.
  package func similarities(_ scores: [Float]) -> [Float]? { nil }

  /// Reads the images of rows that are not cached; no row may repeat.
  private func cache(_ rows: [Int]) throws(TensorError) {
    if cachedRows.count + rows.count(where: { cachedRows[$0] == nil }) > table.rows { cachedRows.removeAll() }
    if rows.count > table.rows {
      table = try EmbeddingTable(rows: rows.count, dimension: table.dimension)
      classifier = NearestNeighbour(context, table)
    }
    let size = table.dimension
    for row in rows where cachedRows[row] == nil {
      let (index, (image, turned)) = (cachedRows.count, image(row))
      dataset.pixels(of: [image], turned: turned, into: &pixels)
      table.values.slice(index * size..<(index + 1) * size).copy(from: pixels)
      cachedRows[row] = index
    }
  }
}
