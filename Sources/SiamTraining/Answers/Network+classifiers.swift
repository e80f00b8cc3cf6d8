internal import SiamFewShot
internal import SiamMessages
internal import SiamTensors

extension Network {
  /// How its objective names queries.
  var usualClassifier: ClassifierName { hasPairHead ? .pairSimilarity : .nearestMean }

  /// The classifiers that are compared where none are asked for, its objective's own first.
  var usualClassifiers: [ClassifierName] {
    hasPairHead ? [.pairSimilarity, .nearestMean, .nearestNeighbour] : [.nearestMean, .nearestNeighbour]
  }

  /// A classifier over what this network embedded; throws `FewShotError` where it needs a pair head that isn't there.
  func classifier(
    _ name: ClassifierName, _ context: ComputeContext, _ table: EmbeddedImages,
    neighbours: Int = ClassifierName.usualNeighbours
  ) throws(FewShotError) -> any Classifier {
    try name.classifier(
      context, embeddings: table.embeddings, features: table.features, head: hasPairHead ? parameters : nil,
      neighbours: neighbours)
  }
}
