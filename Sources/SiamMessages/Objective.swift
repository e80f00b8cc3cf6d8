/// What the network is trained to do: the loss of a batch's embeddings.
///
/// d is the squared Euclidean distance of two embeddings of unit length, 0…4, and s = 1 − d/2 their cosine.
public enum Objective: String, Codable, CaseIterable, Sendable {
  /// `max(0, d⁺ + α − d⁻)` over anchors, positives and negatives (Schroff et al. 2015).
  case triplet
  /// Binary cross-entropy of a similarity learned from `|h1 − h2|` (Koch et al. 2015).
  case pair
  /// `½ d` of pairs of one class and `½ max(0, m − √d)²` of pairs of two (Hadsell et al. 2006, eq. 4).
  case contrastive
  /// A query's class by the distances to the means of half the images of each class (Snell et al. 2017, eq. 2).
  case prototypical
  /// Each anchor's informative pairs, weighted by how they compare (Wang et al. 2019).
  case multiSimilarity = "multi-similarity"
  /// Each positive told from all others of the batch, every image of the class being one (Chen et al. 2020, eq. 1).
  case ntXent = "nt-xent"
}

extension Objective {
  /// Whether its loss has a margin: α of triplets, m of the contrastive objective.
  public var hasMargin: Bool { self == .triplet || self == .contrastive }

  /// Whether its loss divides by a temperature before a softmax.
  public var hasTemperature: Bool { self == .prototypical || self == .ntXent }

  /// The margin of its default recipe; where its loss has none, what tells easy triplets from others on display.
  public var defaultMargin: Float { self == .contrastive ? 1 : 0.2 }

  /// The temperature of its default recipe: of cosines for `ntXent`, of squared distances, twice as large, for
  /// `prototypical`.
  public var defaultTemperature: Float { self == .prototypical ? 0.2 : 0.1 }
}

extension Recipe {
  /// The same recipe with what commands can change of its objective.
  public func with(margin: Float, miner: Miner) -> Recipe {
    var recipe = self
    recipe.margin = margin
    recipe.miner = miner
    return recipe
  }
}

/// What a triplet costs by `d⁺ + α − d⁻`.
public enum TripletLoss: String, Codable, CaseIterable, Sendable {
  /// `max(0, d⁺ + α − d⁻)` (Schroff et al. 2015, §3.1).
  case hinge
  /// `ln(1 + exp(d⁺ + α − d⁻))`; Hermans et al. 2017, after eq. 5, have no α, which is α = 0 here.
  case softMargin = "soft-margin"
}

/// What d of a triplet is.
public enum DistanceKind: String, Codable, CaseIterable, Sendable {
  /// `‖f(a) − f(b)‖²`, 0…4.
  case squared
  /// `√(‖f(a) − f(b)‖² + 10⁻⁶)`, 0…2.
  case euclidean
}

/// How triplets are chosen from a batch.
public enum Miner: String, Codable, CaseIterable, Sendable {
  /// For every anchor and positive, a negative drawn at random.
  case random
  /// For every anchor and positive, the nearest negative that is farther than the positive; the farthest where
  /// there is none (Schroff et al. 2015, §3.2).
  case semiHard = "semi-hard"
  /// For every anchor, the farthest positive and the nearest negative (Hermans et al. 2017, eq. 5).
  case batchHard = "batch-hard"
  /// Every anchor with every positive and every negative (Hermans et al. 2017, eq. 6).
  case batchAll = "batch-all"
  /// For every anchor and positive, a negative drawn so that all distances come up alike (Wu et al. 2017, §4).
  case distanceWeighted = "distance-weighted"
}

/// Over which triplets of a step the gradient is averaged; for the contrastive objective, over which pairs.
public enum Reduction: String, Codable, CaseIterable, Sendable {
  /// All the miner chose.
  case all
  /// Those that cost something.
  case active
}

/// The numbers of the multi-similarity loss, named as its paper has them (Wang et al. 2019).
public struct MultiSimilarity: Codable, Equatable, Sendable {
  /// α: how steeply a positive's cost grows with its dissimilarity.
  public var alpha: Float = 2
  /// β: how steeply a negative's cost grows with its similarity.
  public var beta: Float = 50
  /// λ: the cosine about which pairs are told apart.
  public var lambda: Float = 0.5
  /// ε: pairs within this cosine of being informative are mined too.
  public var epsilon: Float = 0.1

  /// The paper's numbers.
  public init() {}
}
