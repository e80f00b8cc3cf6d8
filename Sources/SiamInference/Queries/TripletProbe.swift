import SiamFewShot
package import SiamData
package import SiamCore
package import SiamNetworks
package import SiamTensors

/// Measures a triplet with a network's current weights, on the original images rather than augmented ones.
package struct TripletProbe {
  private let dataset: Dataset
  private let embedder: ImageEmbedder

  /// Makes a probe for a network, whose weights may change between calls, and images of a dataset.
  package init(_ context: ComputeContext, _ network: Network, dataset: Dataset) throws {
    self.dataset = dataset
    embedder = try ImageEmbedder(context, network, count: 3)
  }

  /// Returns the squared distances and the loss of a triplet, or nil if the dataset has no such images.
  ///
  /// Images are embedded with running statistics. The loss has the form and margin of `recipe`.
  package func report(
    anchor: ImageID, positive: ImageID, negative: ImageID, _ recipe: Recipe
  ) throws -> TripletReport? {
    let images = [anchor, positive, negative]
    guard images.allSatisfy({ (0..<dataset.imageCount).contains($0.index) }) else { return nil }
    let table = try embedder.embed(images, of: dataset).embeddings
    let (near, far) = (table.squaredDistance(0, 1), table.squaredDistance(0, 2))
    return TripletReport(
      anchor: anchor, positive: positive, negative: negative, positiveDistance: near, negativeDistance: far,
      oppositeDistance: table.squaredDistance(1, 2),
      loss: TripletMeasure(recipe).loss(squaredPositive: near, squaredNegative: far))
  }
}
