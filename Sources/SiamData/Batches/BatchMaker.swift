public import SiamCore
import SiamTensors

/// Makes the batch of a step from the data and the recipe alone, so that another task can make it ahead of time.
public struct BatchMaker: Sendable {
  /// Chooses the images of the batches; its `batchClasses` and `batchImages` are P and K.
  public let sampler: BatchSampler

  private let dataset: Dataset
  private let augmentation: Augmentation?
  private let seed: UInt64

  /// Makes batches of one split of a dataset; training batches are augmented as the recipe says.
  public init(dataset: Dataset, recipe: Recipe, split: Split = .training) {
    self.dataset = dataset
    sampler = BatchSampler(dataset: dataset, recipe: recipe, split: split)
    augmentation = split == .training && recipe.augmentation != .none ? recipe.augmentation : nil
    seed = recipe.seed
  }

  /// Makes the batch of a step; with `neighbours`, the recipe's share of batches has classes near each other.
  public func make(step: Int, neighbours: ClassNeighbours? = nil) -> Batch {
    var batch = Batch()
    make(step: step, neighbours: neighbours, into: &batch)
    return batch
  }

  /// Makes the batch of a step in the memory of an earlier batch.
  public func make(step: Int, neighbours: ClassNeighbours? = nil, into batch: inout Batch) {
    batch.items = sampler.batch(step: step, neighbours: neighbours)
    let turns = batch.items.map(\.quarterTurns)
    var generator = SeededGenerator(seed: seed, purpose: .augmentation, step: step)
    let parameters = augmentation.map {
      AugmentationParameters.draw($0, quarterTurns: turns, width: dataset.width, height: dataset.height, &generator)
    }
    dataset.sample(
      batch.items.map(\.image),
      by: parameters ?? turns.map { AugmentationParameters(map: AffineMap.identity.afterQuarterTurns($0)) },
      into: &batch.pixels)
  }
}
