package import SiamNetworks
package import SiamData
import SiamFewShot
package import SiamCore
package import SiamTensors

/// A copy of a network's weights at some step, with a cache of the images it has embedded.
///
/// Training continues with the original, while related queries are answered with the same weights.
package final class EmbeddingSnapshot {
  /// The copied network.
  package let network: Network
  /// The step of the copied weights, or nil before the first `update`.
  package private(set) var step: Int?
  private let context: ComputeContext
  private let dataset: Dataset
  private let now: () -> Double
  private var recordedAt = 0.0
  /// The time that embedding an image took the last time.
  private var secondsPerImage = 0.0
  private var rows: [ImageReference: Int] = [:]
  /// The cached features, `[rows, dimension]`, row-major, before normalisation.
  private var features: [Float] = []
  private var embedders: [Int: ImageEmbedder] = [:]

  /// The approximate maximum share of the time that embedding for queries may take during training.
  package static let share = 0.07

  /// The batch sizes: for many images, for a few, and for a single drawn query.
  private static let passes = [32, 8, 1]

  /// Makes a snapshot without weights, for networks of the same shape. `now` returns the time in seconds.
  package init(
    _ context: ComputeContext, of network: Network, dataset: Dataset,
    now: @escaping () -> Double = { TrainingClock.now }
  ) throws(TensorError) {
    self.context = context
    self.dataset = dataset
    self.now = now
    self.network = try network.copy()
  }

  /// Copies a network's weights, in order to embed `count` images.
  ///
  /// During training, slightly older weights are retained until embedding the images again takes less than `share` of
  /// the time, so that a repeated query doesn't delay training.
  package func update(from other: Network, step: Int, embedding count: Int, isTraining: Bool) {
    guard step != self.step else { return }
    let now = now()
    if isTraining, self.step != nil, now - recordedAt < secondsPerImage * Double(count) / Self.share { return }
    network.copyValues(from: other)
    self.step = step
    recordedAt = now
    rows.removeAll(keepingCapacity: true)
    features.removeAll(keepingCapacity: true)
  }

  /// Returns the embeddings of images, one row each in the given order. Images that were embedded since the weights
  /// were last copied are taken from the cache.
  ///
  /// - Throws: `QueryError` for an image that is not in the data, or pixels of the wrong size.
  package func table(of sources: [ImageReference]) throws -> EmbeddedImages {
    try embedMissing(sources)
    let dimension = network.encoder.dimension
    let table = try EmbeddingTable(rows: sources.count, dimension: dimension)
    table.values.withMutableSpan { values in
      for (index, source) in sources.enumerated() {
        let row = rows[source] ?? 0
        for offset in 0..<dimension { values[index * dimension + offset] = features[row * dimension + offset] }
      }
    }
    return EmbeddedImages(features: table, embeddings: try table.normalized())
  }

  private func embedMissing(_ sources: [ImageReference]) throws {
    var images: [ImageID] = []
    var drawings: [[UInt8]] = []
    var known = Set<ImageReference>()
    for source in sources where rows[source] == nil && known.insert(source).inserted {
      switch source {
      case .image(let image):
        guard (0..<dataset.imageCount).contains(image.index) else { throw QueryError.noImage(image) }
        images.append(image)
      case .pixels(let pixels):
        guard pixels.count == dataset.imageValues else {
          throw QueryError.wrongSize(
            values: pixels.count, channels: dataset.channels, width: dataset.width, height: dataset.height)
        }
        drawings.append(pixels)
      }
    }
    guard !known.isEmpty else { return }
    let started = now()
    try inPasses(images) { embedder, part in
      add(try embedder.embed(part, of: dataset), part.map(ImageReference.image))
    }
    try inPasses(drawings) { embedder, part in
      let found = try embedder.embed(part.count) { indices, _, pixels in
        pixels = indices.flatMap { part[$0].map { Float($0) / 255 } }
      }
      add(found, part.map(ImageReference.pixels))
    }
    secondsPerImage = (now() - started) / Double(known.count)
  }

  private func add(_ found: EmbeddedImages, _ sources: [ImageReference]) {
    for source in sources { rows[source] = rows.count }
    features += found.features.values.values
  }

  /// Divides a list into batches that leave few rows unused.
  private func inPasses<Item>(_ items: [Item], _ body: (ImageEmbedder, [Item]) throws -> Void) throws {
    var rest = items[...]
    while !rest.isEmpty {
      let pass = Self.passes.first { rest.count > $0 / 2 } ?? 1
      try body(try embedder(pass), Array(rest.prefix(pass)))
      rest = rest.dropFirst(pass)
    }
  }

  private func embedder(_ count: Int) throws(TensorError) -> ImageEmbedder {
    if let embedder = embedders[count] { return embedder }
    let embedder = try ImageEmbedder(context, network, count: count)
    embedders[count] = embedder
    return embedder
  }
}
