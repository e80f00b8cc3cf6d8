/// A triplet, its three squared distances and its loss.
public struct TripletReport: Codable, Equatable, Sendable {
  /// The anchor.
  public var anchor: ImageID
  /// The positive, an image of the anchor's class.
  public var positive: ImageID
  /// The negative, an image of another class.
  public var negative: ImageID
  /// d⁺, the squared distance from anchor to positive, 0…4.
  public var positiveDistance: Float
  /// d⁻, the squared distance from anchor to negative, 0…4.
  public var negativeDistance: Float
  /// The squared distance from positive to negative, 0…4.
  public var oppositeDistance: Float
  /// The loss: `max(0, d⁺ + α − d⁻)`, or according to the recipe's `tripletLoss` and `distance`.
  public var loss: Float

  /// Creates a report.
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
