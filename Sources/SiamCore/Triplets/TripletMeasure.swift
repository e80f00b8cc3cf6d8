/// How a recipe measures triplets: the kind of distance, the loss, and the margin in that kind of distance.
///
/// The objectives, the reports and the screens all use this type, so that they agree on a triplet's loss and on whether
/// it is easy, semi-hard or hard.
package struct TripletMeasure: Equatable, Sendable {
  /// The kind of distance that the loss compares.
  package let distance: DistanceKind
  /// How far beyond its positive a negative must lie to be easy, in the units of `distance`: the recipe's margin α, or
  /// m² of the contrastive objective.
  package let threshold: Float
  private let loss: TripletLoss
  private let hasMargin: Bool

  /// The measure of a recipe; for objectives that don't train on triplets, the hinge on squared distances.
  package init(_ recipe: Recipe) { self.init(recipe, margin: recipe.margin) }

  /// The measure of a recipe at another margin; without a recipe, the hinge on squared distances.
  package init(_ recipe: Recipe?, margin: Float) {
    let objective = recipe?.objective ?? .triplet
    hasMargin = objective.hasMargin
    threshold = Self.threshold(margin: margin, objective)
    if objective == .triplet, let recipe {
      (distance, loss) = (recipe.distance, recipe.tripletLoss)
    } else {
      (distance, loss) = (.squared, .hinge)
    }
  }

  /// The threshold of a margin. A negative of the contrastive objective is free from a plain distance of m on: for two
  /// such pairs, d⁻ ≥ d⁺ + m².
  package static func threshold<Number: BinaryFloatingPoint>(margin: Number, _ objective: Objective) -> Number {
    objective == .contrastive ? margin * margin : margin
  }

  /// The margin of a threshold, the inverse of `threshold(margin:_:)`.
  package static func margin(threshold: Double, _ objective: Objective) -> Double {
    objective == .contrastive ? max(threshold, 0).squareRoot() : threshold
  }

  /// `d⁺ + α − d⁻`, of distances of this kind.
  package func cost(positive: Float, negative: Float) -> Float { positive + threshold - negative }

  /// The loss of a triplet by its cost.
  package func loss(_ cost: Float) -> Float { loss.value(cost) }

  /// The loss of a triplet by its squared distances.
  package func loss(squaredPositive: Float, squaredNegative: Float) -> Float {
    loss(cost(positive: distance.measure(squaredPositive), negative: distance.measure(squaredNegative)))
  }

  /// The derivative of the loss by the cost.
  package func slope(_ cost: Float) -> Float { loss.slope(cost) }
}

/// Measures of reported triplets, whose distances are squared.
extension TripletMeasure {
  /// The loss of a reported triplet at this margin, or its reported loss if the objective has no margin.
  package func loss(of report: TripletReport) -> Float {
    guard hasMargin else { return report.loss }
    return loss(squaredPositive: report.positiveDistance, squaredNegative: report.negativeDistance)
  }

  /// d⁻ − d⁺ of a reported triplet, in the units of `distance`; NaN if a distance is NaN.
  package func gap(of report: TripletReport) -> Double {
    Double(distance.measure(report.negativeDistance)) - Double(distance.measure(report.positiveDistance))
  }

  /// The kind of a reported triplet at this margin.
  package func kind(of report: TripletReport) -> TripletKind {
    let positive = distance.measure(report.positiveDistance)
    let negative = distance.measure(report.negativeDistance)
    return TripletKind(positive: positive, negative: negative, cost: cost(positive: positive, negative: negative))
  }
}
