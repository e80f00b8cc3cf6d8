/// The margins that a loss accepts: above 0, up to the largest distance of two embeddings.
///
/// Embeddings have unit length: squared distances end at 4, plain ones at 2, and with a margin beyond that no triplet
/// could ever be easy. A hinge doesn't accept 0, as equal embeddings would then cost nothing. The soft margin does: 0
/// means no margin, `ln(1 + exp(d⁺ − d⁻))`, which is the loss of Hermans et al. 2017.
///
/// The command line, the prompt, the keys, the mouse and the training loop all use this range.
public struct MarginRange: Equatable, Sendable {
  /// The largest margin: 4 for squared distances, 2 for plain ones.
  public let maximum: Float
  /// Whether a margin of 0 is accepted.
  public let includesZero: Bool
  private let kind: DistanceKind

  /// Creates the range of a loss. Objectives without a margin have the range of squared distances, in which their
  /// reports measure active triplets.
  public init(_ objective: Objective, _ distance: DistanceKind, _ loss: TripletLoss) {
    let isTriplet = objective == .triplet
    // m of the contrastive objective is a plain distance.
    kind = objective == .contrastive ? .euclidean : isTriplet ? distance : .squared
    maximum = kind.maximum
    includesZero = isTriplet && loss == .softMargin
  }

  /// Returns whether the loss accepts a margin.
  public func contains(_ margin: Float) -> Bool {
    (margin > 0 || includesZero && margin == 0) && margin <= maximum
  }
}

extension MarginRange: CustomStringConvertible {
  /// The range as a condition: `above 0 and at most 4, the largest squared distance`.
  public var description: String {
    let largest = kind == .squared ? "4, the largest squared distance" : "2, the largest distance"
    return includesZero ? "0 to \(largest)" : "above 0 and at most \(largest)"
  }
}

/// Margins chosen by keys and the mouse.
extension MarginRange {
  /// The number of steps of 0.05 per unit of margin.
  private static let steps = 20.0
  /// The smallest margin above 0 that the keys and the mouse choose.
  private static let smallest: Float = 0.01

  /// Returns the next larger multiple of 0.05, at most `maximum`.
  package func next(after margin: Float) -> Float {
    min(maximum, Float((Double(margin) * Self.steps + 1e-4).rounded(.down) + 1) / Float(Self.steps))
  }

  /// Returns the next smaller multiple of 0.05; from 0.05 down, 0.01, or 0 if it is accepted.
  package func previous(before margin: Float) -> Float {
    let number = (Double(margin) * Self.steps - 1e-4).rounded(.up) - 1
    if number > 0 { return min(maximum, Float(number) / Float(Self.steps)) }
    return includesZero ? 0 : min(margin, Self.smallest)
  }

  /// Returns the margin in this range, in hundredths, that is nearest to a number.
  package func nearest(to margin: Double) -> Float {
    guard margin.isFinite else { return maximum }
    let hundredths = (Float(min(margin, Double(maximum))) * 100).rounded() / 100
    return max(includesZero ? 0 : Self.smallest, hundredths)
  }
}

extension Recipe {
  /// The margins that the recipe's loss accepts.
  public var marginRange: MarginRange { MarginRange(objective, distance, tripletLoss) }
}
