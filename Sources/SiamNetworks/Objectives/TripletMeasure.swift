package import SiamMessages

/// How a recipe measures a triplet: what its distances are, what it costs and from which margin on.
package struct TripletMeasure: Equatable, Sendable {
  /// What d is.
  package let distance: DistanceKind
  private let loss: TripletLoss
  /// In the units of `distance`.
  private let margin: Float

  /// By the recipe's own formula; where no triplets are trained on, the hinge on squared distances, as reports have it.
  package init(_ recipe: Recipe) {
    switch recipe.objective {
    case .triplet: (distance, loss, margin) = (recipe.distance, recipe.tripletLoss, recipe.margin)
    // A negative is free from D = m on, see `ContrastiveObjective`.
    case .contrastive: (distance, loss, margin) = (.squared, .hinge, recipe.margin * recipe.margin)
    case .pair, .prototypical, .multiSimilarity, .ntXent: (distance, loss, margin) = (.squared, .hinge, recipe.margin)
    }
  }

  /// d⁺ + α − d⁻ of distances of this kind.
  package func cost(positive: Float, negative: Float) -> Float { positive + margin - negative }

  /// What a cost counts, from the squared distances of a triplet.
  package func loss(squaredPositive: Float, squaredNegative: Float) -> Float {
    loss(cost(positive: distance.measure(squaredPositive), negative: distance.measure(squaredNegative)))
  }

  /// What a cost counts.
  package func loss(_ cost: Float) -> Float { loss.value(cost) }
}
