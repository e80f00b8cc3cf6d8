import SiamMessages
import SiamNetworks
import SiamTensors

/// conv4, or one as deep but narrower, with the weights and images of Fixtures/make-fixtures.py.
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
    // Again, with scales of both signs and shifts drawn too.
    generator = SeededGenerator(seed: seed, purpose: .weights)
    var inputs = 1
    for (index, width) in description.widths.enumerated() {
      let bound = 1 / Float(inputs * 9).squareRoot()
      let weights = store.values("blocks.\(index).convolution.weight")
      for place in 0..<weights.count { weights[place] = generator.symmetric(bound) }
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

  /// Patterns of 4 × 4 blocks, one a class, under noise that differs from image to image and step to step.
  func images(step: Int, contrast: Float) -> [Float] {
    let (labels, size) = (Self.labels, description.width)
    var (generator, noise) = (
      SeededGenerator(seed: seed, purpose: .sampling), SeededGenerator(seed: seed, purpose: .augmentation, step: step)
    )
    var images: [Float] = []
    for _ in 0..<labels.classes {
      let pattern = (0..<size / 4 * (size / 4)).map { _ in generator.uniform() > 0.6 }
      for _ in 0..<labels.images {
        for place in 0..<size * size {
          let ink = pattern[place / size / 4 * (size / 4) + place % size / 4]
          images.append(contrast * (ink ? 1 : 0) + noise.uniform())
        }
      }
    }
    return images
  }

  /// Forward and backward: what the parameters' gradients are then the gradients of.
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

  /// The loss the gradient is of: over the active triplets where the reduction says so.
  func reduced(_ outcome: ObjectiveOutcome, _ reduction: Reduction) -> Double {
    let active = objective.triplets.count - outcome.mined.easy
    let scale = reduction == .all ? 1 : Double(objective.triplets.count) / Double(max(active, 1))
    return Double(outcome.loss) * scale
  }
}
