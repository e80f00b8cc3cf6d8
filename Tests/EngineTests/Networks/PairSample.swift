import Foundation
import PlainReference
import SiamCore
import SiamNetworks
import SiamTensors

/// A pair objective on a batch of features.
struct PairSample {
  let labels: BatchLabels
  let batch: EmbeddingBatch
  let store: ParameterStore
  let objective: PairObjective
  let features: FloatBuffer
  let featureGradients: FloatBuffer

  init(classes: Int, images: Int, features numbers: Numbers, seed: UInt64 = 1, kind: PairHead.Kind = .hidden) throws {
    let dimension = numbers.shape[1]
    let context = try ComputeContext()
    labels = BatchLabels(classes: classes, images: images)
    store = try ParameterStore(PairHead.parameterShapes(dimension: dimension, kind: kind), statistics: [])
    var generator = SeededGenerator(seed: seed, purpose: .weights)
    PairHead.initialize(store, dimension: dimension, using: &generator)
    objective = try PairObjective(context, labels, dimension: dimension, parameters: store)
    batch = try EmbeddingBatch(context, count: labels.count, dimension: dimension)
    features = try FloatBuffer(count: numbers.count)
    featureGradients = try FloatBuffer(count: numbers.count)
    features.copy(from: numbers.floats)
    featureGradients.fill(.nan)
    store.gradients.fill(.nan)
    try batch.measure(features)
  }

  func evaluate(seed: UInt64 = 1, step: Int = 0) throws -> ObjectiveOutcome {
    var generator = SeededGenerator(seed: seed, purpose: .mining, step: step)
    try batch.measure(features)
    let outcome = try objective.evaluate(batch, Recipe(objective: .pair), using: &generator)
    try batch.backward(into: featureGradients)
    return outcome
  }
}

extension PlainPairs {
  /// Creates the plain head with a store's parameters.
  init(_ store: ParameterStore) {
    func numbers(_ name: String) -> [Double] { store.values(name).values.map(Double.init) }
    let hidden = numbers("head.0.bias").count
    let weights = numbers("head.0.weight")
    self.init(
      firstWeights: Numbers([hidden, weights.count / hidden], weights), firstBias: numbers("head.0.bias"),
      secondWeights: Numbers([1, hidden], numbers("head.1.weight")), secondBias: numbers("head.1.bias"))
  }

  /// Returns the mean binary cross-entropy, `−log σ(x)` for the first half of the pairs and `−log(1 − σ(x))` for the
  /// others.
  func loss(_ features: Numbers, pairs: [(first: Int, second: Int)]) -> Double {
    let losses = logits(features, pairs: pairs).enumerated().map { index, logit in
      let similarity = 1 / (1 + exp(-logit))
      return -log(index < pairs.count / 2 ? similarity : 1 - similarity)
    }
    return losses.reduce(0, +) / Double(losses.count)
  }
}
