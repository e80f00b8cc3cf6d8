import PlainReference
import SiamCore
import SiamNetworks
import SiamTensors
import Testing

/// Compares the gradients of all parameters of a network with two blocks, for several losses, with central differences
/// in double precision, where the mined triplets are fixed.
@Suite(.computing)
struct NetworkGradientTests {
  private static let description = EncoderDescription(channels: 1, height: 12, width: 12, widths: [4, 6])
  private static let labels = BatchLabels(classes: 3, images: 3)
  private static let margin: Float = 0.05

  /// A loss of features in double precision, with siam's gradients.
  private struct Case {
    var name: String
    var gradients: [Float]
    var loss: (Numbers) -> Double
  }

  private let store: ParameterStore
  private let plain: PlainEncoder
  private let images: Numbers
  private let encoder: Encoder
  private let batch: EmbeddingBatch
  private let context: ComputeContext

  init() throws {
    let description = Self.description
    context = try ComputeContext()
    store = try ParameterStore(
      description.parameterShapes + PairHead.parameterShapes(dimension: description.dimension),
      statistics: description.statisticShapes)
    var generator = SeededGenerator(seed: 52, purpose: .weights)
    description.initialize(store, using: &generator)
    PairHead.initialize(store, dimension: description.dimension, using: &generator)
    let store = store
    plain = PlainEncoder(
      blocks: description.widths.enumerated().map { index, width in
        let scale = store.values("blocks.\(index).normalization.weight")
        let shift = store.values("blocks.\(index).normalization.bias")
        for channel in 0..<width {
          scale[channel] = (channel % 3 == 1 ? -1 : 1) * (1 + generator.symmetric(0.5))
          shift[channel] = generator.symmetric(0.3)
        }
        let weights = store.parameter("blocks.\(index).convolution.weight")
        return .init(
          weights: Numbers(weights.shape, weights.values.values.map(Double.init)),
          scale: scale.values.map(Double.init), shift: shift.values.map(Double.init))
      })
    // One noisy pattern per class, so that some triplets have a loss and some don't.
    let patterns = Numbers(random: [3, 144], in: 0...0.8, using: &generator)
    var images = Numbers(random: [9, 1, 12, 12], in: 0...0.6, using: &generator)
    for index in 0..<images.count { images[index] += patterns[index / 144 / 3 * 144 + index % 144] }
    self.images = Numbers(images.shape, images.floats.map(Double.init))
    encoder = try Encoder(context, description, parameters: store, batch: 9, mode: .training)
    batch = try EmbeddingBatch(context, count: 9, dimension: description.dimension)
  }

  /// All of the encoder's gradients, in the order of the plain encoder's parameters.
  private var encoderGradients: [Float] {
    Self.description.parameterShapes.flatMap { store.gradients($0.name).values }
  }

  private func triplets(_ miner: Miner, _ reduction: Reduction) throws -> Case {
    let objective = TripletObjective(Self.labels)
    var generator = SeededGenerator(seed: 1, purpose: .mining)
    try batch.measure(encoder.features)
    let outcome = objective.evaluate(
      batch, margin: Self.margin, miner: miner, reduction: reduction, using: &generator)
    let labels = (0..<9).map { $0 / 3 }
    func plain(_ features: Numbers) -> PlainTriplets {
      PlainTriplets(PlainEmbeddings.squaredDistances(PlainEmbeddings.normalized(features)), labels: labels)
    }
    let exact = plain(self.plain.features(images))
    let mined = miner == .batchAll ? exact.all : objective.triplets.map(PlainTriplets.Triplet.init)
    let (sum, active) = exact.hinge(mined, margin: Double(Self.margin))
    #expect(active > 0 && active < mined.count)
    #expect(abs(Double(outcome.loss) - sum / Double(mined.count)) < 1e-4 * Double(outcome.loss))
    switch miner {
    case .semiHard: #expect(mined == exact.semiHard)
    case .batchHard: #expect(mined == exact.batchHard)
    case .random, .distanceWeighted, .batchAll: break
    }
    let count = Double(reduction == .all ? mined.count : active)
    try batch.backward(into: try #require(encoder.featureGradients))
    try encoder.backward()
    // A backward pass overwrites what the forward pass left.
    try encoder.forward()
    return Case(name: "\(miner), \(reduction)", gradients: encoderGradients) {
      plain($0).hinge(mined, margin: Double(Self.margin)).sum / count
    }
  }

  private func pairs() throws -> Case {
    let objective = try PairObjective(
      context, Self.labels, dimension: Self.description.dimension, parameters: store)
    var generator = SeededGenerator(seed: 1, purpose: .mining)
    try batch.measure(encoder.features)
    _ = try objective.evaluate(batch, Recipe(objective: .pair), using: &generator)
    try batch.backward(into: try #require(encoder.featureGradients))
    try encoder.backward()
    // A backward pass overwrites what the forward pass left.
    try encoder.forward()
    let (head, pairs) = (PlainPairs(store), objective.pairs)
    return Case(name: "pairs", gradients: encoderGradients) { head.loss($0, pairs: pairs) }
  }

  @Test func `every parameter's gradient agrees with central differences of the whole network`() throws {
    encoder.images.copy(from: images.floats)
    try encoder.forward()
    #expect(relativeDifference(encoder.features.values, plain.features(images)) < 1e-5)
    var cases = [try pairs()]
    for miner in Miner.allCases {
      for reduction in Reduction.allCases { cases.append(try triplets(miner, reduction)) }
    }
    var parameters = plain.parameters
    var differences = cases.map { _ in Array(repeating: 0.0, count: parameters.count) }
    let step = 1e-6
    for index in parameters.indices {
      let value = parameters[index]
      parameters[index] = value + step
      let above = plain.with(parameters: parameters).features(images)
      parameters[index] = value - step
      let below = plain.with(parameters: parameters).features(images)
      parameters[index] = value
      for (number, one) in cases.enumerated() {
        differences[number][index] = (one.loss(above) - one.loss(below)) / (2 * step)
      }
    }
    for (one, expected) in zip(cases, differences) {
      var start = 0
      for shape in Self.description.parameterShapes {
        let range = start..<start + shape.count
        let difference = relativeDifference(one.gradients[range].map(Double.init), Array(expected[range]))
        #expect(difference < 2e-5, "\(one.name): \(shape.name)")
        start = range.upperBound
      }
    }
  }
}
