internal import SiamFewShot
package import SiamMessages
internal import SiamNetworks
package import SiamTensors

extension TrainedModel {
  /// The share of queries named wrongly in one-shot runs; ties are wrong.
  package func examine(
    _ folder: OneShotFolder, _ context: ComputeContext, _ order: EvaluationOrder
  ) throws -> OneShotRunsReport {
    let embedder = try ImageEmbedder(context, network, most: folder.pictures.count * order.variants)
    let table = try embedder.embed(folder.pictures, variants: order.variants)
    let classifier = try network.classifier(
      order.classifiers.first ?? network.usualClassifier, context, table, neighbours: order.neighbours)
    return try OneShotRun.measure(classifier, folder.runs)
  }
}
