/// What a step did.
public struct StepReport: Codable, Equatable, Sendable {
  /// Steps taken, this one included.
  public var step: Int
  /// Mean over the mined triplets, the pairs, or the anchors or queries.
  public var loss: Float
  /// Mean d⁺ over the mined triplets, or the same pairs; squared, 0…4.
  public var positiveDistance: Float
  /// Mean d⁻ over the mined triplets, or the different pairs; squared, 0…4.
  public var negativeDistance: Float
  /// Share of all valid triplets with d⁺ + α > d⁻; of pairs, those whose similarity is on the wrong side of a half.
  ///
  /// d is the recipe's kind of distance; the contrastive objective's α is its m².
  public var activeShare: Float
  /// Of this step.
  public var learningRate: Float
  /// α of this step; of the contrastive objective m, a plain distance.
  public var margin: Float
  /// What the miner chose, by kind; where no triplets are trained on, the batch-hard ones.
  public var mined: MinedCounts
  /// Euclidean norm of the whole gradient.
  public var gradientNorm: Float
  /// Dimensions the embeddings fill, the participation ratio (Σλ)²/Σλ² of the covariance eigenvalues, 1 … dimension.
  public var effectiveRank: Float
  /// Mean squared distance of the batch's embeddings to their mean, 0…1.
  public var spread: Float
  /// d⁺ of all same-class pairs of the batch, counted in equal bins over 0…4.
  public var positiveHistogram: [Int]
  /// d⁻ of all different-class pairs of the batch, counted in equal bins over 0…4.
  public var negativeHistogram: [Int]
  /// The batch's costliest mined triplets, worst first; at most eight. Batch-hard ones where none are trained on.
  public var triplets: [TripletReport]
  /// Training speed over the last second or so.
  public var imagesPerSecond: Float
  /// Training time so far, evaluation and pauses excluded.
  public var seconds: Double

  /// What a step did.
  public init(
    step: Int, loss: Float, positiveDistance: Float, negativeDistance: Float, activeShare: Float, learningRate: Float,
    margin: Float, mined: MinedCounts, gradientNorm: Float, effectiveRank: Float, spread: Float,
    positiveHistogram: [Int], negativeHistogram: [Int], triplets: [TripletReport], imagesPerSecond: Float,
    seconds: Double
  ) {
    self.step = step
    self.loss = loss
    self.positiveDistance = positiveDistance
    self.negativeDistance = negativeDistance
    self.activeShare = activeShare
    self.learningRate = learningRate
    self.margin = margin
    self.mined = mined
    self.gradientNorm = gradientNorm
    self.effectiveRank = effectiveRank
    self.spread = spread
    self.positiveHistogram = positiveHistogram
    self.negativeHistogram = negativeHistogram
    self.triplets = triplets
    self.imagesPerSecond = imagesPerSecond
    self.seconds = seconds
  }
}

/// Mined triplets by kind. Easy: d⁻ ≥ d⁺ + α; semi-hard: d⁺ < d⁻ < d⁺ + α; hard: d⁻ ≤ d⁺.
public struct MinedCounts: Codable, Equatable, Sendable {
  /// Cost nothing.
  public var easy: Int
  /// In the margin.
  public var semiHard: Int
  /// The negative is at least as near as the positive.
  public var hard: Int

  /// Mined triplets by kind.
  public init(easy: Int = 0, semiHard: Int = 0, hard: Int = 0) {
    self.easy = easy
    self.semiHard = semiHard
    self.hard = hard
  }
}

/// A triplet and its three squared distances, which place it in a plane.
public struct TripletReport: Codable, Equatable, Sendable {
  /// The anchor's image.
  public var anchor: ImageID
  /// An image of the anchor's class.
  public var positive: ImageID
  /// An image of another class.
  public var negative: ImageID
  /// d⁺, anchor to positive, squared.
  public var positiveDistance: Float
  /// d⁻, anchor to negative, squared.
  public var negativeDistance: Float
  /// Positive to negative, squared.
  public var oppositeDistance: Float
  /// `max(0, d⁺ + α − d⁻)`, or as the recipe's `tripletLoss` and `distance` have it.
  public var loss: Float

  /// A triplet and its three squared distances.
  public init(
    anchor: ImageID, positive: ImageID, negative: ImageID, positiveDistance: Float, negativeDistance: Float,
    oppositeDistance: Float, loss: Float
  ) {
    self.anchor = anchor
    self.positive = positive
    self.negative = negative
    self.positiveDistance = positiveDistance
    self.negativeDistance = negativeDistance
    self.oppositeDistance = oppositeDistance
    self.loss = loss
  }
}
