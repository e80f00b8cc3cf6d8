internal import SiamData
internal import SiamFewShot
internal import SiamMessages
internal import SiamNetworks
internal import SiamTensors

/// A few images of every training class, embedded now and then: which classes are near each other, and, where nothing
/// is held out, which similarity makes two images of one class.
final class TrainingClassSample {
  private let context: ComputeContext
  private let recipe: Recipe
  private let dataset: Dataset
  private let images: [ImageID]
  /// For each training class its rows among `images`.
  private let rows: [[Int]]
  private var embedder: (network: Network, images: ImageEmbedder)?

  /// Images of a class, where it has as many.
  static let imagesOfClass = 4

  init(_ context: ComputeContext, recipe: Recipe, dataset: Dataset) {
    self.context = context
    self.recipe = recipe
    self.dataset = dataset
    let sample = ClassRows(dataset.training, of: dataset, most: Self.imagesOfClass)
    images = sample.images
    rows = sample.rows
  }

  /// Which training classes a network as it is now finds near each other.
  func neighbours(_ network: Network) throws -> ClassNeighbours {
    let table = try embed(network).embeddings
    var means = [Float](repeating: 0, count: rows.count * table.dimension)
    table.values.withSpan { values in
      for (place, members) in rows.enumerated() {
        for row in members {
          for index in 0..<table.dimension {
            means[place * table.dimension + index] += values[row * table.dimension + index] / Float(members.count)
          }
        }
      }
    }
    return ClassNeighbours(classMeans: means, dimension: table.dimension, classes: dataset.training)
  }

  /// The similarity that tells pairs of training images best.
  func threshold(_ network: Network) throws -> SimilarityThreshold? {
    try PairSimilarities(context, network).threshold(
      rows, try embed(network), chosenOn: "training", seed: recipe.seed)
  }

  /// On a copy of the network, as it is examined too.
  private func embed(_ network: Network) throws -> EmbeddedImages {
    if embedder == nil {
      let copy = try network.copy()
      embedder = (copy, try ImageEmbedder(context, copy, most: images.count))
    }
    guard let embedder else { preconditionFailure("made above") }
    embedder.network.take(network)
    return try embedder.images.embed(images, of: dataset)
  }
}
