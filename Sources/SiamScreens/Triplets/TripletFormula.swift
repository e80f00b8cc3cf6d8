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

  /// What semi-hard and easy mean.
  var kinds: String {
    isEuclidean
      ? "Semi-hard (◆): √d⁺ < √d⁻ < √d⁺ + α. Easy (○): √d⁻ ≥ √d⁺ + α."
      : "Semi-hard (◆): d⁺ < d⁻ < d⁺ + α. Easy (○): "
        + "d⁻ ≥ d⁺ + α."
  }

  /// What easy, semi-hard and hard mean, as one phrase.
  var kindsInSentence: String {
    isEuclidean
      ? "easy (√d⁻ ≥ √d⁺ + α), semi-hard (√d⁺ < √d⁻ < √d⁺ + α) or hard (d⁻ ≤ d⁺)"
      : "easy (d⁻ ≥ d⁺ + α), semi-hard (d⁺ < d⁻ < d⁺ + α) or hard (d⁻ ≤ d⁺)"
  }

  /// Where the ruler of the margin ends, which starts at the mean d⁺.
  var ruler: String { isEuclidean ? "ends at (√d⁺ + α)²" : "has the length α" }

  /// Whether the loss of an active triplet fills the gap between d⁻ and d⁺ + α.
  var isSum: Bool { !isSoft && !isEuclidean }

  /// What the bar of a triplet shows.
  var bar: String {
    !isSum
      ? "Each bar shows d⁺ (orange) and how far the margin reaches beyond it (yellow), above d⁻ (blue) and what d⁻ lacks "
        + "to the margin (red), on one scale."
      : "Each bar shows d⁺ (orange) and α (yellow) above d⁻ (blue) and the loss (red), on one scale: where the loss is "
        + "above zero, d⁺ + α = d⁻ + loss."
  }
}
