import SiamMessages

/// How far beyond a positive a negative must lie to cost nothing, in squared distances, as all screens have them.
enum MarginReach {
  /// What is added to d⁺; nil where the objective has no margin.
  ///
  /// α of squared distances; of plain ones `(√d⁺ + α)² − d⁺`; of the contrastive objective `m² − d⁺`, which may be
  /// negative.
  static func beyond(_ positiveDistance: Double, margin: Double, _ recipe: Recipe?) -> Double? {
    guard let recipe else { return margin }
    switch (recipe.objective, recipe.distance) {
    case (.triplet, .squared): return margin
    case (.triplet, .euclidean): return margin * (margin + 2 * max(0, positiveDistance).squareRoot())
    case (.contrastive, _): return margin * margin - positiveDistance
    case (.pair, _), (.prototypical, _), (.multiSimilarity, _), (.ntXent, _): return nil
    }
  }

  /// The margin with which negatives cost nothing from a squared distance on: the inverse of `beyond`.
  static func margin(reaching distance: Double, from positiveDistance: Double, _ recipe: Recipe?) -> Double? {
    guard distance.isFinite, positiveDistance.isFinite else { return nil }
    let (reach, positive) = (max(0, distance), max(0, positiveDistance))
    guard let recipe else { return reach - positive }
    switch (recipe.objective, recipe.distance) {
    case (.triplet, .squared): return reach - positive
    case (.triplet, .euclidean): return reach.squareRoot() - positive.squareRoot()
    case (.contrastive, _): return reach.squareRoot()
    case (.pair, _), (.prototypical, _), (.multiSimilarity, _), (.ntXent, _): return nil
    }
  }

  /// What the distance from which a negative costs nothing is called.
  static func radius(_ recipe: Recipe?) -> String {
    if recipe?.objective == .contrastive { return "m" }
    return recipe?.distance == .euclidean ? "d⁺ + α" : "√(d⁺ + α)"
  }

  /// The largest margin that means something: plain distances of unit vectors end at 2, squared ones at 4.
  static func limit(_ recipe: Recipe?) -> Float {
    recipe?.objective == .contrastive || recipe?.distance == .euclidean ? 2 : 4
  }

  /// The margin's own letter.
  static func letter(_ recipe: Recipe?) -> String { recipe?.objective == .contrastive ? "m" : "α" }
}

extension Objective {
  /// What a run trains on, in a word.
  var noun: String {
    switch self {
    case .triplet: "triplets"
    case .pair: "pairs"
    case .contrastive, .prototypical, .multiSimilarity, .ntXent: rawValue
    }
  }
}
