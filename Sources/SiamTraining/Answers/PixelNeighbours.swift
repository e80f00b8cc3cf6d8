internal import SiamData
internal import SiamFewShot
internal import SiamMessages
internal import SiamTensors

/// The nearest neighbour by raw pixels: what an encoder has to be better than.
///
/// It reads images when episodes draw them, and keeps the newest: a large set's pixels, four bytes each as floats, are
/// never in memory together.
final class PixelNeighbours: Classifier {
  let name = ClassifierName.nearestNeighbour
  private let context: ComputeContext
  private let dataset: Dataset
  private let image: (_ row: Int) -> (ImageID, turned: Int)
  /// Pixels of images that are kept.
  private var table: EmbeddingTable
  private var classifier: NearestNeighbour
  /// Where in `table` a row of the episodes is kept.
  private var places: [Int: Int] = [:]
  private var pixels: [Float] = []

  /// Bytes of pixels that are kept, unless an episode needs more.
  static let usuallyKept = 64 << 20

  /// Of episodes whose rows, below `rows`, `image` knows, with the quarters each is turned by.
  init(
    _ context: ComputeContext, _ dataset: Dataset, rows: Int, keeping bytes: Int = usuallyKept,
    image: @escaping (_ row: Int) -> (ImageID, turned: Int)
  ) throws(TensorError) {
    self.context = context
    self.dataset = dataset
    self.image = image
    let most = bytes / (dataset.imageValues * MemoryLayout<Float>.stride)
    table = try EmbeddingTable(rows: max(1, min(rows, most)), dimension: dataset.imageValues)
    classifier = NearestNeighbour(context, table)
  }

  func score(_ episode: Episode, into scores: inout [Float]) throws(TensorError) {
    try keep(RowSelection(episode.drawn).rows)
    let kept = { (rows: [Int]) in rows.compactMap { self.places[$0] } }
    try classifier.score(
      Episode(support: episode.support.map(kept), queries: episode.queries.map(kept)), into: &scores)
  }

  func similarities(_ scores: [Float]) -> [Float]? { nil }

  /// Reads what isn't kept of some rows, each of them once.
  private func keep(_ rows: [Int]) throws(TensorError) {
    if places.count + rows.count(where: { places[$0] == nil }) > table.rows { places.removeAll() }
    if rows.count > table.rows {
      table = try EmbeddingTable(rows: rows.count, dimension: table.dimension)
      classifier = NearestNeighbour(context, table)
    }
    let size = table.dimension
    for row in rows where places[row] == nil {
      let (place, (image, turned)) = (places.count, image(row))
      dataset.pixels(of: [image], turned: turned, into: &pixels)
      table.values.slice(place * size..<(place + 1) * size).copy(from: pixels)
      places[row] = place
    }
  }
}
