package import SiamCore
import SiamNetworks
package import SiamTensors

extension ClassifierName {
  /// Creates the classifier with this name.
  ///
  /// - Parameters:
  ///   - context: the compute context of its matrix products.
  ///   - embeddings: the normalised embeddings, or raw pixels.
  ///   - features: the same rows before normalisation; only the pair head uses them.
  ///   - head: the parameters of the network's pair head, or nil if it has none.
  ///   - neighbours: k for `k-nearest`, at least 1.
  /// - Returns: the classifier, which has planned nothing yet.
  /// - Throws: `FewShotError.noPairHead` for `pair-similarity` without a head, `FewShotError.tooFewNeighbours`.
  package func classifier(
    _ context: ComputeContext, embeddings: EmbeddingTable, features: EmbeddingTable, head: ParameterStore?,
    neighbours: Int = defaultNeighbourCount
  ) throws(FewShotError) -> any Classifier {
    switch self {
    case .nearestMean: return NearestMean(context, embeddings)
    case .nearestNeighbour: return NearestNeighbour(context, embeddings)
    case .kNearest:
      guard neighbours > 0 else { throw .tooFewNeighbours(neighbours) }
      return KNearestNeighbours(context, embeddings, neighbours: neighbours)
    case .pairSimilarity:
      guard let head else { throw .noPairHead }
      return PairSimilarity(context, features, parameters: head)
    case .cosineAttention: return CosineAttention(context, embeddings)
    case .fineTuning: return FineTuning(context, embeddings)
    }
  }
}
