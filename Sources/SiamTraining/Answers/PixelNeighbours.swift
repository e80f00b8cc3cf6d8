internal import SiamData
internal import SiamFewShot
internal import SiamMessages
internal import SiamTensors

/// The nearest neighbour by raw pixels: what an encoder has to be better than.
///
/// It reads the images of an episode when it meets it, so that a large set's pixels, four bytes each as floats, are
/// never in memory together.
final class PixelNeighbours: Classifier {
  let name = ClassifierName.nearestNeighbour
  private let context: ComputeContext
  private let dataset: Dataset
  private let image: (_ row: Int) -> (ImageID, turned: Int)
  private var plan: (table: EmbeddingTable, classifier: NearestNeighbour)?
  private var pixels: [Float] = []

  /// Of episodes whose rows `image` knows, with the quarters each is turned by.
  init(_ context: ComputeContext, _ dataset: Dataset, image: @escaping (_ row: Int) -> (ImageID, turned: Int)) {
    self.context = context
    self.dataset = dataset
    self.image = image
  }

  func score(_ episode: Episode, into scores: inout [Float]) throws(TensorError) {
    let rows = episode.drawn
    let (table, classifier) = try planned(rows.count)
    let size = table.dimension
    for (place, row) in rows.enumerated() {
      let (image, turned) = image(row)
      dataset.pixels(of: [image], turned: turned, into: &pixels)
      table.values.slice(place * size..<(place + 1) * size).copy(from: pixels)
    }
    var next = 0
    let numbered = { (classes: [[Int]]) in
      classes.map { rows in
        defer { next += rows.count }
        return Array(next..<next + rows.count)
      }
    }
    let support = numbered(episode.support)
    try classifier.score(Episode(support: support, queries: numbered(episode.queries)), into: &scores)
  }

  func similarities(_ scores: [Float]) -> [Float]? { nil }

  private func planned(
    _ rows: Int
  ) throws(TensorError) -> (table: EmbeddingTable, classifier: NearestNeighbour) {
    if let plan, plan.table.rows == rows { return plan }
    let table = try EmbeddingTable(rows: rows, dimension: dataset.imageValues)
    let made = (table, NearestNeighbour(context, table))
    plan = made
    return made
  }
}
