internal import SiamData
internal import SiamFewShot
internal import SiamMessages
internal import SiamNetworks
internal import SiamTensors

/// The objective's loss on one seeded batch of held-out images.
final class HeldOutLoss {
  private let recipe: Recipe
  /// The batch's places as rows of the table of held-out images.
  private let rows: [Int]
  private let features: FloatBuffer
  private let embeddings: EmbeddingBatch
  private let objective: any BatchObjective

  /// Plans for held-out `images` in the order their table of features has them.
  init(
    _ context: ComputeContext, recipe: Recipe, dataset: Dataset, images: [ImageID], network: Network
  ) throws {
    let maker = BatchSampler(dataset: dataset, recipe: recipe, side: .validation)
    let labels = BatchLabels(classes: maker.batchClasses, images: maker.batchImages)
    let places = Dictionary(uniqueKeysWithValues: images.enumerated().map { ($0.element, $0.offset) })
    let dimension = network.encoder.dimension
    self.recipe = recipe
    rows = maker.batch(step: 0).compactMap { places[$0.image] }
    features = try FloatBuffer(count: labels.count * dimension)
    embeddings = try EmbeddingBatch(context, count: labels.count, dimension: dimension)
    objective = try recipe.objective.planned(
      context, labels, dimension: dimension, parameters: network.parameters)
  }

  /// The loss by a table of features before normalisation.
  func measure(_ table: EmbeddingTable, margin: Float, miner: Miner) throws -> Float {
    for (place, row) in rows.enumerated() {
      features.slice(place * table.dimension..<(place + 1) * table.dimension).copy(from: table.row(row))
    }
    var generator = SeededGenerator(seed: recipe.seed, purpose: .heldOut)
    try embeddings.measure(features)
    return try objective.evaluate(embeddings, recipe.with(margin: margin, miner: miner), using: &generator).loss
  }
}
