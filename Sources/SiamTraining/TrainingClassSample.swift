import SiamInference
import SiamData
import SiamFewShot
import SiamCore
import SiamNetworks
import SiamTensors

/// A few images of every training class, which find the nearest classes and, without validation classes, the similarity
/// threshold.
final class TrainingClassSample {
  private let context: ComputeContext
  private let recipe: Recipe
  private let dataset: Dataset
  private let images: [ImageID]
  /// The indices in `images` of each training class.
  private let rows: [[Int]]
  private var embedder: (network: Network, images: ImageEmbedder)?

  /// The maximum number of images per class.
  static let imagesPerClass = 4

  init(_ context: ComputeContext, recipe: Recipe, dataset: Dataset) {
    self.context = context
    self.recipe = recipe
    self.dataset = dataset
    let sample = ClassRows(dataset.training, of: dataset, imagesPerClass: Self.imagesPerClass)
    images = sample.images
    rows = sample.rows
  }

  /// Returns the nearest classes of each training class, by the mean embeddings of a network's current weights.
  func neighbours(_ network: Network) throws -> ClassNeighbours {
    let table = try embed(network).embeddings
    var means = [Float](repeating: 0, count: rows.count * table.dimension)
    table.values.withSpan { values in
      for (label, members) in rows.enumerated() {
        for row in members {
          for index in 0..<table.dimension {
            means[label * table.dimension + index] += values[row * table.dimension + index] / Float(members.count)
          }
        }
      }
    }
    return ClassNeighbours(classMeans: means, dimension: table.dimension, classes: dataset.training)
  }

  /// Returns the most accurate similarity threshold for pairs of training images, or nil if there are too few.
  func threshold(_ network: Network) throws -> SimilarityThreshold? {
    try PairSimilarities(context, network).threshold(
      rows, try embed(network), chosenOn: "training", seed: recipe.seed)
  }

  /// Embeds the images with a copy of the network.
  private func embed(_ network: Network) throws -> EmbeddedImages {
    if embedder == nil {
      let copy = try network.copy()
      embedder = (copy, try ImageEmbedder(context, copy, count: images.count))
    }
    guard let embedder else { preconditionFailure("assigned above") }
    embedder.network.copyValues(from: network)
    return try embedder.images.embed(images, of: dataset)
  }
}
