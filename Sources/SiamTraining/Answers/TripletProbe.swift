package import SiamData
package import SiamMessages
internal import SiamNetworks
package import SiamTensors

/// Where a triplet stands by a network as it is: its images as they are in the data, not as a batch varied them.
package struct TripletProbe {
  private let dataset: Dataset
  private let embedder: ImageEmbedder

  /// For triplets of a dataset's images and a network, whose numbers may change between calls.
  package init(_ context: ComputeContext, _ network: Network, dataset: Dataset) throws {
    self.dataset = dataset
    embedder = try ImageEmbedder(context, network, most: 3)
  }

  /// Embeds a triplet's images with running statistics: the squared distances, and the loss by the formula of a recipe
  /// with the current margin. Nil where the dataset has no such images.
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
