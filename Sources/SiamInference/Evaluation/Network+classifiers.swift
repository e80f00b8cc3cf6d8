package import SiamFewShot
package import SiamCore
package import SiamNetworks
package import SiamTensors

extension Network {
  /// The classifier that matches the objective.
  package var defaultClassifier: ClassifierName { hasPairHead ? .pairSimilarity : .nearestMean }

  /// The classifiers to compare by default, the one that matches the objective first.
  package var defaultClassifiers: [ClassifierName] {
    hasPairHead ? [.pairSimilarity, .nearestMean, .nearestNeighbour] : [.nearestMean, .nearestNeighbour]
  }

  /// Makes a classifier over images that this network embedded.
  ///
  /// - Throws: `FewShotError` if the classifier needs a pair head and the network has none.
  package func classifier(
    _ name: ClassifierName, _ context: ComputeContext, _ table: EmbeddedImages,
    neighbours: Int = ClassifierName.defaultNeighbourCount
  ) throws(FewShotError) -> any Classifier {
    try name.classifier(
      context, embeddings: table.embeddings, features: table.features, head: hasPairHead ? parameters : nil,
      neighbours: neighbours)
  }
}
