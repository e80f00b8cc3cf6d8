internal import SiamData
internal import SiamFewShot
internal import SiamMessages
internal import SiamTensors

/// A copy of a network's numbers after some step, and what was embedded by it so far.
///
/// Its own copy: training goes on with the other, and what is asked together is answered by the same numbers.
final class EmbeddingSnapshot {
  /// The copy.
  let network: Network
  /// Steps the network had taken.
  private(set) var step: Int?
  private let context: ComputeContext
  private let dataset: Dataset
  private let now: () -> Double
  private var takenAt = 0.0
  /// What an image costs, by the last that were embedded.
  private var secondsPerImage = 0.0
  private var rows: [ImageSource: Int] = [:]
  /// `rows × dimension`, row-major, before normalisation.
  private var features: [Float] = []
  private var embedders: [Int: ImageEmbedder] = [:]

  /// Embedding for questions takes at most about this share of the time, while steps are taken.
  static let share = 0.07

  /// Images in a pass: three plans, for one drawn query, for a few images, and for many.
  private static let passes = [32, 8, 1]

  /// A snapshot of nothing yet, for networks of one shape; `now` tells seconds.
  init(
    _ context: ComputeContext, of network: Network, dataset: Dataset,
    now: @escaping () -> Double = { TrainingClock.now }
  ) throws(TensorError) {
    self.context = context
    self.dataset = dataset
    self.now = now
    self.network = try network.copy()
  }

  /// Takes a network's numbers over, to embed `count` images by them.
  ///
  /// In training, numbers that are a little older are kept until so many images can be embedded anew within `share`
  /// of the time: a question asked again and again does not hold up the steps between.
  func follow(_ other: Network, step: Int, embedding count: Int, isTraining: Bool) {
    guard step != self.step else { return }
    let now = now()
    if isTraining, self.step != nil, now - takenAt < secondsPerImage * Double(count) / Self.share { return }
    network.take(other)
    self.step = step
    takenAt = now
    rows.removeAll(keepingCapacity: true)
    features.removeAll(keepingCapacity: true)
  }

  /// The embeddings of images, a row each in the order asked; what has been embedded since the last `follow` is not
  /// embedded again.
  ///
  /// Throws `QuestionError` for an image the data doesn't have and pixels of another size.
  func table(of sources: [ImageSource]) throws -> EmbeddedImages {
    try embedMissing(sources)
    let dimension = network.encoder.dimension
    let table = try EmbeddingTable(rows: sources.count, dimension: dimension)
    table.values.withMutableSpan { values in
      for (place, source) in sources.enumerated() {
        let row = rows[source] ?? 0
        for offset in 0..<dimension { values[place * dimension + offset] = features[row * dimension + offset] }
      }
    }
    return EmbeddedImages(features: table, embeddings: try table.normalized())
  }

  private func embedMissing(_ sources: [ImageSource]) throws {
    var images: [ImageID] = []
    var pictures: [[UInt8]] = []
    var known = Set<ImageSource>()
    for source in sources where rows[source] == nil && known.insert(source).inserted {
      switch source {
      case .image(let image):
        guard (0..<dataset.imageCount).contains(image.index) else { throw QuestionError.noImage(image) }
        images.append(image)
      case .pixels(let pixels):
        guard pixels.count == dataset.imageValues else {
          throw QuestionError.otherSize(
            values: pixels.count, channels: dataset.channels, width: dataset.width, height: dataset.height)
        }
        pictures.append(pixels)
      }
    }
    guard !known.isEmpty else { return }
    let started = now()
    try inPasses(images) { embedder, part in
      add(try embedder.embed(part, of: dataset), part.map(ImageSource.image))
    }
    try inPasses(pictures) { embedder, part in
      let found = try embedder.embed(part.count) { places, _, pixels in
        pixels = places.flatMap { part[$0].map { Float($0) / 255 } }
      }
      add(found, part.map(ImageSource.pixels))
    }
    secondsPerImage = (now() - started) / Double(known.count)
  }

  private func add(_ found: EmbeddedImages, _ sources: [ImageSource]) {
    for source in sources { rows[source] = rows.count }
    features += found.features.values.values
  }

  /// Cuts a list into passes that leave little of a plan empty.
  private func inPasses<Item>(_ items: [Item], _ body: (ImageEmbedder, [Item]) throws -> Void) throws {
    var rest = items[...]
    while !rest.isEmpty {
      let pass = Self.passes.first { rest.count > $0 / 2 } ?? 1
      try body(try embedder(pass), Array(rest.prefix(pass)))
      rest = rest.dropFirst(pass)
    }
  }

  private func embedder(_ most: Int) throws(TensorError) -> ImageEmbedder {
    if let embedder = embedders[most] { return embedder }
    let embedder = try ImageEmbedder(context, network, most: most)
    embedders[most] = embedder
    return embedder
  }
}
