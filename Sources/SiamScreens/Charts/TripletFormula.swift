import SiamCore

/// How explanations write the triplet loss of a recipe. d⁺ and d⁻ are squared distances on every screen.
struct TripletFormula {
  /// Whether the loss is above zero for every triplet.
  let isSoft: Bool
  let isEuclidean: Bool

  init(_ recipe: Recipe?) {
    isSoft = recipe?.tripletLoss == .softMargin
    isEuclidean = recipe?.distance == .euclidean
  }

  /// The loss as a function of d⁺, d⁻ and α.
  var loss: String {
    let cost = isEuclidean ? "√d⁺ + α − √d⁻" : "d⁺ + α − d⁻"
    return isSoft ? "ln(1 + exp(\(cost)))" : "max(0, \(cost))"
  }

  /// When the loss is low.
  var meaning: String {
    isSoft
      ? "the farther away the negative, the lower the loss"
      : "the loss is zero once the negative is farther away than the positive by α"
  }

  /// What the triplet's drawing shows by its circle, as a sentence without its beginning.
  var circle: String {
    isSoft ? "a negative outside it has a low loss" : "a negative inside it has a nonzero loss, one outside has none"
  }

  /// What the bar of a triplet shows.
  var bar: String {
    isSoft || isEuclidean
      ? "Each bar shows d⁺ (orange) and how far the margin reaches beyond it (yellow), above d⁻ (blue) and what d⁻ lacks "
        + "to the margin (red), on one scale."
      : "Each bar shows d⁺ (orange) and α (yellow) above d⁻ (blue) and the loss (red), on one scale: where the loss is "
        + "above zero, d⁺ + α = d⁻ + loss."
  }
}
