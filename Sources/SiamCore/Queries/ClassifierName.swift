/// The name of a few-shot classifier.
public enum ClassifierName: String, Codable, CaseIterable, Sendable {
  /// The class whose mean support embedding is nearest.
  case nearestMean = "nearest-mean"
  /// The class of the nearest support embedding.
  case nearestNeighbour = "nearest-neighbour"
  /// The class that most of the k nearest support embeddings belong to.
  case kNearest = "k-nearest"
  /// The class whose support images the pair head finds most similar.
  case pairSimilarity = "pair-similarity"
  /// The class with the highest weight in a softmax over the cosines with all support embeddings.
  case cosineAttention = "cosine-attention"
  /// The class of a softmax layer trained on the support set.
  case fineTuning = "fine-tuning"

  /// The default k of `k-nearest`.
  public static let defaultNeighbourCount = 5
}
