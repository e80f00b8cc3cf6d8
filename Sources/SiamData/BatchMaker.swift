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

  /// The batch of a step.
  public func make(step: Int) -> Batch {
    var batch = Batch()
    make(step: step, into: &batch)
    return batch
  }

  /// The batch of a step, in the memory of another.
  public func make(step: Int, into batch: inout Batch) {
    batch.items = sampler.batch(step: step)
    var generator = SeededGenerator(seed: seed, purpose: .augmentation, step: step)
    let (width, height) = (dataset.width, dataset.height)
    let maps = batch.items.map { item in
      let map = augmentation.map { AffineMap(random: $0, width: width, height: height, &generator) }
      return (map ?? .identity).afterQuarterTurns(item.quarterTurns)
    }
    dataset.sample(batch.items.map(\.image), by: maps, into: &batch.pixels)
  }
}

extension Dataset {
  /// Images as they are, for evaluation.
  ///
  /// - Parameters:
  ///   - images: images of this dataset.
  ///   - pixels: becomes `[images, 1, height, width]`, 0…1, ink bright; its memory is used again.
  public func pixels(of images: [ImageID], into pixels: inout [Float]) {
    sample(images, by: nil, into: &pixels)
  }

  /// Images read through a map each, or as they are.
  func sample(_ images: [ImageID], by maps: [AffineMap]?, into target: inout [Float]) {
    let size = height * width
    if target.count != images.count * size { target = [Float](repeating: 0, count: images.count * size) }
    var sampler = AffineSampler(width: width, height: height)
    pixels.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        for (place, image) in images.enumerated() {
          let from = UnsafeBufferPointer(rebasing: source[image.index * size..<(image.index + 1) * size])
          let to = UnsafeMutableBufferPointer(rebasing: target[place * size..<(place + 1) * size])
          if let maps {
            sampler.sample(from, by: maps[place], into: to)
          } else {
            for index in 0..<size { to[index] = Float(from[index]) / 255 }
          }
        }
      }
    }
  }
}
