/// A fixed list of slightly transformed copies of an image, whose embeddings are averaged; nothing is random.
///
/// Source: Krizhevsky et al. 2012, ImageNet Classification with Deep Convolutional Neural Networks, §4.1, which
/// averages the predictions for ten crops and mirror images of an image.
public struct TestTimeVariants: Equatable, Sendable {
  /// The number of variants, including the unchanged image.
  public let count: Int

  /// The possible values of `count`.
  public static let counts = 1...list.count

  /// The first `count` variants of the list; `count` is clamped to `counts`.
  public init(count: Int) {
    self.count = min(max(count, Self.counts.lowerBound), Self.counts.upperBound)
  }

  /// The transformation of a variant: an angle in degrees, relative scale, shear, and shifts as fractions of the size.
  private struct Variant {
    var angle: Float = 0
    var scale: Float = 0
    var shear: Float = 0
    var shiftX: Float = 0
    var shiftY: Float = 0
  }

  /// The unchanged image, then each transformation in both directions, then two at once. An odd count has complete
  /// pairs.
  private static let list: [Variant] = [
    Variant(),
    Variant(angle: 6), Variant(angle: -6),
    Variant(scale: 0.08), Variant(scale: -0.08),
    Variant(shear: 0.12), Variant(shear: -0.12),
    Variant(shiftX: 0.03), Variant(shiftX: -0.03),
    Variant(shiftY: 0.03), Variant(shiftY: -0.03),
    Variant(angle: 4, scale: 0.06), Variant(angle: -4, scale: -0.06),
    Variant(angle: 4, scale: -0.06), Variant(angle: -4, scale: 0.06),
    Variant(shear: 0.08, shiftX: 0.02), Variant(shear: -0.08, shiftX: -0.02),
    Variant(shear: 0.08, shiftY: 0.02), Variant(shear: -0.08, shiftY: -0.02),
  ]

  /// The map of a variant for images of `side × side` pixels; variant 0 is the identity.
  func map(_ number: Int, side: Int) -> AffineMap {
    precondition((0..<count).contains(number), "variant \(number) of \(count)")
    let variant = Self.list[number]
    return AffineMap(
      angle: variant.angle * .pi / 180, scale: 1 + variant.scale, shear: variant.shear,
      shiftX: variant.shiftX * Float(side), shiftY: variant.shiftY * Float(side))
  }
}
