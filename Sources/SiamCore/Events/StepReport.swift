/// The metrics of a training step.
public struct StepReport: Codable, Equatable, Sendable {
  /// The number of completed steps, including this one.
  public var step: Int
  /// The mean loss over the mined triplets, the pairs, or the anchors or queries.
  public var loss: Float
  /// The mean squared d⁺ of the mined triplets, or of the same-class pairs, 0…4.
  public var positiveDistance: Float
  /// The mean squared d⁻ of the mined triplets, or of the different-class pairs, 0…4.
  public var negativeDistance: Float
  /// The share of active triplets, d⁺ + α > d⁻, among all valid triplets of the batch, 0…1; for pairs, the share whose
  /// similarity is on the wrong side of one half.
  ///
  /// d is the recipe's kind of distance; the contrastive objective's α is its m².
  public var activeShare: Float
  /// The learning rate of this step.
  public var learningRate: Float
  /// The margin of this step: α, or m of the contrastive objective, a plain distance.
  public var margin: Float
  /// The mined triplets by kind; for objectives without triplets, the batch-hard ones.
  public var mined: MinedCounts
  /// The Euclidean norm of the whole gradient.
  public var gradientNorm: Float
  /// The number of dimensions that the embeddings fill, 1…dimension: the participation ratio (Σλ)²/Σλ² of the
  /// covariance eigenvalues.
  public var effectiveRank: Float
  /// The mean squared distance of the batch's embeddings to their mean, 0…1.
  public var spread: Float
  /// The squared distances of all same-class pairs of the batch, counted in equal bins over 0…4.
  public var positiveHistogram: [Int]
  /// The squared distances of all different-class pairs of the batch, counted in equal bins over 0…4.
  public var negativeHistogram: [Int]
  /// Up to eight mined triplets of the batch with the highest loss, worst first; for objectives without triplets,
  /// batch-hard ones.
  public var triplets: [TripletReport]
  /// The training speed over about the last second, in images per second.
  public var imagesPerSecond: Float
  /// The training time so far in seconds, without evaluations and pauses.
  public var seconds: Double

  /// Creates a report.
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
