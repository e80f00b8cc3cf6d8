import PlainReference
import SiamCore
import SiamNetworks
import SiamTensors

/// A batch of features for evaluating objectives and their gradients.
struct ObjectiveSample {
  let labels: BatchLabels
  let features: Numbers
  let batch: EmbeddingBatch
  let store: ParameterStore
  private let context: ComputeContext
  private let buffer: FloatBuffer
  private let gradients: FloatBuffer

  init(classes: Int, images: Int, _ features: Numbers) throws {
    labels = BatchLabels(classes: classes, images: images)
    self.features = features
    context = try ComputeContext()
    batch = try EmbeddingBatch(context, count: labels.count, dimension: features.shape[1])
    // The pair head's parameters are 0, so that its similarity is ½.
    store = try ParameterStore(PairHead.parameterShapes(dimension: features.shape[1]), statistics: [])
    buffer = try FloatBuffer(count: features.count)
    gradients = try FloatBuffer(count: features.count)
    buffer.copy(from: features.floats)
  }

  /// Creates random features around one centre per class.
  init(classes: Int, images: Int, dimension: Int = 5, spread: Double = 0.7, seed: UInt64 = 71) throws {
    var generator = SeededGenerator(seed: seed, purpose: .sampling)
    let centres = Numbers(random: [classes, dimension], using: &generator)
    var features = Numbers(random: [classes * images, dimension], in: -spread...spread, using: &generator)
    for index in 0..<features.count {
      features[index] += centres[index / dimension / images * dimension + index % dimension]
    }
    try self.init(classes: classes, images: images, Numbers(features.shape, features.floats.map(Double.init)))
  }

  var classOfIndex: [Int] { (0..<labels.count).map { $0 / labels.images } }

  /// Returns the plain reference for features with the same labels.
  func plain(_ features: Numbers) -> PlainObjectives { PlainObjectives(features, labels: classOfIndex) }

  /// The plain reference for mining, with exact distances.
  var plainTriplets: PlainTriplets {
    PlainTriplets(
      PlainEmbeddings.squaredDistances(PlainEmbeddings.normalized(features)), labels: classOfIndex)
  }

  func planned(_ recipe: Recipe) throws -> any BatchObjective {
    try recipe.objective.planned(context, labels, dimension: features.shape[1], parameters: store)
  }

  func evaluate(_ recipe: Recipe) throws -> (outcome: ObjectiveOutcome, gradients: [Float]) {
    var generator = SeededGenerator(seed: 1, purpose: .mining)
    try batch.measure(buffer)
    let outcome = try planned(recipe).evaluate(batch, recipe, using: &generator)
    try batch.backward(into: gradients)
    return (outcome, gradients.values)
  }
}

extension Recipe {
  /// Returns an objective's default recipe with some changes.
  static func of(_ objective: Objective, _ change: (inout Recipe) -> Void = { _ in }) -> Recipe {
    var recipe = Recipe(objective: objective)
    change(&recipe)
    return recipe
  }
}

extension TripletObjective {
  /// Evaluates the default recipe with the given margin, miner and reduction.
  func evaluate(
    _ batch: EmbeddingBatch, margin: Float, miner: Miner, reduction: Reduction,
    using generator: inout SeededGenerator
  ) -> ObjectiveOutcome {
    var recipe = Recipe().with(margin: margin, miner: miner)
    recipe.reduction = reduction
    return evaluate(batch, recipe, using: &generator)
  }
}
