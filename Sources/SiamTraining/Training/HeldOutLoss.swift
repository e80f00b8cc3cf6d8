internal import SiamData
internal import SiamFewShot
internal import SiamMessages
internal import SiamNetworks
internal import SiamTensors

/// The objective's loss on one seeded batch of held-out images.
final class HeldOutLoss {
  /// The batch, an image a place.
  let images: [ImageID]
  private let recipe: Recipe
  private let features: FloatBuffer
  private let embeddings: EmbeddingBatch
  private let objective: any BatchObjective

  /// Draws the batch and plans for it.
  init(_ context: ComputeContext, recipe: Recipe, dataset: Dataset, network: Network) throws {
    let maker = BatchSampler(dataset: dataset, recipe: recipe, side: .validation)
    let labels = BatchLabels(classes: maker.batchClasses, images: maker.batchImages)
    let dimension = network.encoder.dimension
    self.recipe = recipe
    images = maker.batch(step: 0).map(\.image)
    features = try FloatBuffer(count: labels.count * dimension)
    embeddings = try EmbeddingBatch(context, count: labels.count, dimension: dimension)
    objective = try recipe.objective.planned(
      context, labels, dimension: dimension, parameters: network.parameters)
  }

  /// The loss by features before normalisation, those of the batch's places being `rows` of a table.
  func measure(_ table: EmbeddingTable, rows: [Int], margin: Float, miner: Miner) throws -> Float {
    for (place, row) in rows.enumerated() {
      features.slice(place * table.dimension..<(place + 1) * table.dimension).copy(from: table.row(row))
    }
    var generator = SeededGenerator(seed: recipe.seed, purpose: .heldOut)
    try embeddings.measure(features)
    return try objective.evaluate(embeddings, recipe.with(margin: margin, miner: miner), using: &generator).loss
  }
}
