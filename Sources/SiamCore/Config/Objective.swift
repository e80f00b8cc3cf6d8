/// The training objective: the loss of a batch's embeddings.
///
/// d is the squared Euclidean distance of two embeddings of unit length, 0…4, and s = 1 − d/2 their cosine.
public enum Objective: String, Codable, CaseIterable, Sendable {
  /// `max(0, d⁺ + α − d⁻)` over anchors, positives and negatives (Schroff et al. 2015).
  case triplet
  /// Binary cross-entropy of a similarity learned from `|h1 − h2|` (Koch et al. 2015).
  case pair
  /// `½ d` of pairs of one class and `½ max(0, m − √d)²` of pairs of two (Hadsell et al. 2006, eq. 4).
  case contrastive
  /// Cross-entropy of classifying half the images of a class by the means of the others (Snell et al. 2017, eq. 2).
  case prototypical
  /// Informative pairs of each anchor, weighted by their similarity relative to the others (Wang et al. 2019).
  case multiSimilarity = "multi-similarity"
  /// Cross-entropy of finding each positive among all other images of the batch (Chen et al. 2020, eq. 1).
  case ntXent = "nt-xent"
}

extension Objective {
  /// Whether the loss has a margin: α of triplets, m of the contrastive objective.
  public var hasMargin: Bool { self == .triplet || self == .contrastive }

  /// Whether the loss divides by a temperature before a softmax.
  public var hasTemperature: Bool { self == .prototypical || self == .ntXent }

  /// The default margin: 1 for the contrastive objective, otherwise 0.2. Where the loss has no margin, it only decides
  /// which triplets are reported as easy.
  public var defaultMargin: Float { self == .contrastive ? 1 : 0.2 }

  /// The default temperature: 0.2 of squared distances for `prototypical`, 0.1 of cosines for `ntXent`.
  public var defaultTemperature: Float { self == .prototypical ? 0.2 : 0.1 }
}

extension Recipe {
  /// Returns the recipe with another margin and miner, which commands can change during training.
  public func with(margin: Float, miner: Miner) -> Recipe {
    var recipe = self
    recipe.margin = margin
    recipe.miner = miner
    return recipe
  }
}

/// How triplets are mined from a batch.
public enum Miner: String, Codable, CaseIterable, Sendable {
  /// For every anchor and positive, a negative drawn at random.
  case random
  /// For every anchor and positive, the nearest negative that is farther than the positive, or the farthest negative
  /// if none is (Schroff et al. 2015, §3.2).
  case semiHard = "semi-hard"
  /// For every anchor, the farthest positive and the nearest negative (Hermans et al. 2017, eq. 5).
  case batchHard = "batch-hard"
  /// Every anchor with every positive and every negative (Hermans et al. 2017, eq. 6).
  case batchAll = "batch-all"
  /// For every anchor and positive, a negative drawn so that all distances are equally likely (Wu et al. 2017, §4).
  case distanceWeighted = "distance-weighted"
}

/// The triplets (for the contrastive objective, the pairs) over which the gradient is averaged.
public enum Reduction: String, Codable, CaseIterable, Sendable {
  /// All mined triplets, or all pairs.
  case all
  /// Active ones, whose loss is above 0.
  case active
}

/// The parameters of the multi-similarity loss, named as in the paper (Wang et al. 2019).
public struct MultiSimilarity: Codable, Equatable, Sendable {
  /// α: how steeply a positive's loss grows with its dissimilarity (default: 2).
  public var alpha: Float = 2
  /// β: how steeply a negative's loss grows with its similarity (default: 50).
  public var beta: Float = 50
  /// λ: the cosine that separates positives from negatives (default: 0.5).
  public var lambda: Float = 0.5
  /// ε: pairs within this cosine of being informative are mined too (default: 0.1).
  public var epsilon: Float = 0.1

  /// The paper's parameters.
  public init() {}
}
