package import SiamMessages
internal import SiamNetworks
package import SiamTensors

extension ClassifierName {
  /// The classifier of this name.
  ///
  /// - Parameters:
  ///   - context: what its products run on.
  ///   - embeddings: rows of unit length, or raw pixels.
  ///   - features: the same rows before they were brought to unit length; only the pair head looks at them.
  ///   - head: the parameters of the network's pair head, nil where it has none.
  ///   - neighbours: k of `k-nearest`, at least 1.
  /// - Returns: a classifier that has planned nothing yet.
  /// - Throws: `FewShotError.noPairHead` for `pair-similarity` without a head, `FewShotError.tooFewNeighbours`.
  package func classifier(
    _ context: ComputeContext, embeddings: EmbeddingTable, features: EmbeddingTable, head: ParameterStore?,
    neighbours: Int = usualNeighbours
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
