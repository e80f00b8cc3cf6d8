import SiamCore
import SiamNetworks
import SiamTensors

/// conv4, or an equally deep but narrower encoder, with the weights and images of Fixtures/make-fixtures.py.
struct RecordedConv4 {
  static let labels = BatchLabels(classes: 4, images: 3)
  static let seed: UInt64 = 2033

  let description: EncoderDescription
  let seed: UInt64
  let context: ComputeContext
  let store: ParameterStore
  let encoder: Encoder
  let batch: EmbeddingBatch
  let objective = TripletObjective(Self.labels)
  let adam: Adam

  init(width: Int = 64, size: Int = 28, seed: UInt64 = Self.seed) throws {
    description = EncoderDescription(channels: 1, height: size, width: size, widths: [width, width, width, width])
    self.seed = seed
    context = try ComputeContext()
    store = try ParameterStore(description.parameterShapes, statistics: description.statisticShapes)
    var generator = SeededGenerator(seed: seed, purpose: .weights)
    description.initialize(store, using: &generator)
    // Overwrite them with the script's values, including scales of both signs and shifts.
    generator = SeededGenerator(seed: seed, purpose: .weights)
    var inputs = 1
    for (index, width) in description.widths.enumerated() {
      let bound = 1 / Float(inputs * 9).squareRoot()
      let weights = store.values("blocks.\(index).convolution.weight")
      for position in 0..<weights.count { weights[position] = generator.symmetric(bound) }
      let scale = store.values("blocks.\(index).normalization.weight")
      for channel in 0..<width { scale[channel] = (generator.symmetric(0.5) + 1) * (channel % 5 == 0 ? -1 : 1) }
      let shift = store.values("blocks.\(index).normalization.bias")
      for channel in 0..<width { shift[channel] = generator.symmetric(0.3) }
      inputs = width
    }
    encoder = try Encoder(
      context, description, parameters: store, batch: Self.labels.count, mode: .training)
    batch = try EmbeddingBatch(context, count: Self.labels.count, dimension: description.dimension)
    adam = try Adam(store)
  }

  /// Returns images with one pattern of 4 × 4 blocks per class, and noise that differs between images and steps.
  func images(step: Int, contrast: Float) -> [Float] {
    let (labels, size) = (Self.labels, description.width)
    var (generator, noise) = (
      SeededGenerator(seed: seed, purpose: .sampling), SeededGenerator(seed: seed, purpose: .augmentation, step: step)
    )
    var images: [Float] = []
    for _ in 0..<labels.classes {
      let pattern = (0..<size / 4 * (size / 4)).map { _ in generator.uniform() > 0.6 }
      for _ in 0..<labels.images {
        for pixel in 0..<size * size {
          let ink = pattern[pixel / size / 4 * (size / 4) + pixel % size / 4]
          images.append(contrast * (ink ? 1 : 0) + noise.uniform())
        }
      }
    }
    return images
  }

  /// Runs a forward and a backward pass, which computes the parameters' gradients.
  func pass(_ images: [Float], margin: Float, miner: Miner, reduction: Reduction) throws -> ObjectiveOutcome {
    encoder.images.copy(from: images)
    try encoder.forward()
    try batch.measure(encoder.features)
    var generator = SeededGenerator(seed: seed, purpose: .mining)
    let outcome = objective.evaluate(
      batch, margin: margin, miner: miner, reduction: reduction, using: &generator)
    if let gradients = encoder.featureGradients { try batch.backward(into: gradients) }
    try encoder.backward()
    return outcome
  }

  /// Returns the loss that the gradient belongs to: the mean over all or over the active triplets.
  func reduced(_ outcome: ObjectiveOutcome, _ reduction: Reduction) -> Double {
    let active = objective.triplets.count - outcome.mined.easy
    let scale = reduction == .all ? 1 : Double(objective.triplets.count) / Double(max(active, 1))
    return Double(outcome.loss) * scale
  }
}
