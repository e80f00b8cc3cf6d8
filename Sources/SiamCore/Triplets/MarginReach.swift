/// Converts between margins and the squared distances of negatives whose hinge loss is zero. All screens show squared
/// distances.
package enum MarginReach {
  /// Returns the gap d⁻ − d⁺ of squared distances from which the hinge loss of a negative is zero; nil for objectives
  /// without a margin.
  ///
  /// The gap is α for squared distances, `(√d⁺ + α)² − d⁺` for plain ones, and `m² − d⁺`, which may be negative, for
  /// the contrastive objective.
  package static func beyond(_ positiveDistance: Double, margin: Double, _ recipe: Recipe?) -> Double? {
    guard let recipe else { return margin }
    switch (recipe.objective, recipe.distance) {
    case (.triplet, .squared): return margin
    case (.triplet, .euclidean): return margin * (margin + 2 * max(0, positiveDistance).squareRoot())
    case (.contrastive, _): return margin * margin - positiveDistance
    case (.pair, _), (.prototypical, _), (.multiSimilarity, _), (.ntXent, _): return nil
    }
  }

  /// Returns the margin whose hinge loss is zero from a squared distance on: the inverse of `beyond`.
  package static func margin(reaching distance: Double, from positiveDistance: Double, _ recipe: Recipe?) -> Double? {
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

  /// Returns the formula of the plain distance from which the hinge loss of a negative is zero.
  package static func radius(_ recipe: Recipe?) -> String {
    if recipe?.objective == .contrastive { return "m" }
    return recipe?.distance == .euclidean ? "√d⁺ + α" : "√(d⁺ + α)"
  }

  /// Returns the symbol of the margin: m for the contrastive objective, otherwise α.
  package static func letter(_ recipe: Recipe?) -> String { recipe?.objective == .contrastive ? "m" : "α" }
}
