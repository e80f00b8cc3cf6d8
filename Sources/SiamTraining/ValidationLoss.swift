import SiamData
import SiamFewShot
import SiamCore
import SiamNetworks
import SiamTensors

/// The objective's loss on a fixed, seeded batch of validation images.
final class ValidationLoss {
  /// The images of the batch.
  let images: [ImageID]
  private let recipe: Recipe
  private let features: FloatBuffer
  private let embeddings: EmbeddingBatch
  private let objective: any BatchObjective

  /// Draws the batch and plans for it, or returns nil if there are no two classes with enough images for a batch.
  ///
  /// If there are fewer than two of K images, the batch has as many images of each class as two of them have.
  init?(_ context: ComputeContext, recipe: Recipe, dataset: Dataset, network: Network) throws {
    var recipe = recipe
    let imagesOfTwo = ClassSizes(dataset.sizes(of: dataset.validation)).images(ofClasses: 2)
    guard imagesOfTwo > 1 else { return nil }
    recipe.batchImages = min(recipe.batchImages, imagesOfTwo)
    let maker = BatchSampler(dataset: dataset, recipe: recipe, split: .validation)
    guard maker.batchClasses > 1 else { return nil }
    let labels = BatchLabels(classes: maker.batchClasses, images: maker.batchImages)
    let dimension = network.encoder.dimension
    self.recipe = recipe
    images = maker.batch(step: 0).map(\.image)
    features = try FloatBuffer(count: labels.count * dimension)
    embeddings = try EmbeddingBatch(context, count: labels.count, dimension: dimension)
    objective = try recipe.objective.planned(
      context, labels, dimension: dimension, parameters: network.parameters)
  }

  /// Computes the loss from the features of the batch's images, which are `rows` of a table, before normalisation.
  func measure(_ table: EmbeddingTable, rows: [Int], margin: Float, miner: Miner) throws -> Float {
    for (index, row) in rows.enumerated() {
      features.slice(index * table.dimension..<(index + 1) * table.dimension).copy(from: table.row(row))
    }
    var generator = SeededGenerator(seed: recipe.seed, purpose: .validation)
    try embeddings.measure(features)
    return try objective.evaluate(embeddings, recipe.with(margin: margin, miner: miner), using: &generator).loss
  }
}
