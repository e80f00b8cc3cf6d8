import SiamMessages
import SiamTensors

/// Makes the batch of any step from the data and the recipe alone, so that it can be made ahead, by another task.
public struct BatchMaker: Sendable {
  /// Chooses what batches hold; its `batchClasses` and `batchImages` are the batches' P and K.
  public let sampler: BatchSampler

  private let dataset: Dataset
  private let augmentation: Augmentation?
  private let seed: UInt64

  /// Batches of one side of a dataset: varied by the recipe's augmentation when training, as they are when held out.
  public init(dataset: Dataset, recipe: Recipe, side: Side = .training) {
    self.dataset = dataset
    sampler = BatchSampler(dataset: dataset, recipe: recipe, side: side)
    augmentation = side == .training && recipe.augmentation != .none ? recipe.augmentation : nil
    seed = recipe.seed
  }

  /// The batch of a step; with `neighbours`, the recipe's share of batches has classes near each other.
  public func make(step: Int, neighbours: ClassNeighbours? = nil) -> Batch {
    var batch = Batch()
    make(step: step, neighbours: neighbours, into: &batch)
    return batch
  }

  /// The batch of a step, in the memory of another.
  public func make(step: Int, neighbours: ClassNeighbours? = nil, into batch: inout Batch) {
    batch.items = sampler.batch(step: step, neighbours: neighbours)
    let turns = batch.items.map(\.quarterTurns)
    var generator = SeededGenerator(seed: seed, purpose: .augmentation, step: step)
    let variations = augmentation.map {
      Variation.draw($0, quarterTurns: turns, width: dataset.width, height: dataset.height, &generator)
    }
    dataset.sample(
      batch.items.map(\.image),
      by: variations ?? turns.map { Variation(map: AffineMap.identity.afterQuarterTurns($0)) }, into: &batch.pixels)
  }
}
