/// The triplets of the newest batch: the mined ones, and a histogram of all valid ones.
public struct NewestTriplets: Equatable, Sendable {
  /// The number of completed steps, including the batch's own.
  public var step: Int
  /// The margin of that step: α, or m of the contrastive objective.
  public var margin: Float
  /// Mined triplets, the highest loss first, at most `maxPerKind` of each kind; for objectives without triplets,
  /// batch-hard ones.
  public var triplets: [NamedTriplet]
  /// The number of all mined triplets.
  public var mined: Int
  /// The gaps d⁻ − d⁺ of all valid triplets of the batch, in the recipe's kind of distance, counted in bins of
  /// `gapBinWidth` over −4…4. Triplets with a gap below α (contrastive: m²) are active. A NaN is in the first bin, as a
  /// hard triplet.
  public var gaps: [Int]

  /// The maximum number of `triplets` of each kind.
  public static let maxPerKind = 64
  /// The width of a bin of `gaps`. Margins set by keys are multiples of it.
  public static let gapBinWidth: Float = 0.05
  /// The number of bins of `gaps`.
  public static let gapBins = 160

  /// Returns the lower edge of a bin of `gaps`, −4…4, rounded like a margin that is parsed from its decimal fraction.
  public static func gapEdge(_ bin: Int) -> Float { Float(bin - gapBins / 2) / 20 }

  /// Returns the number of valid triplets that are active at a margin, in the units of `gaps`. The number is exact if
  /// the margin is a `gapEdge`.
  public func active(at margin: Float) -> Int {
    gaps.indices.reduce(0) { Self.gapEdge($1) < margin ? $0 + gaps[$1] : $0 }
  }

  /// Creates the triplets of a batch.
  public init(step: Int, margin: Float, triplets: [NamedTriplet], mined: Int, gaps: [Int]) {
    self.step = step
    self.margin = margin
    self.triplets = triplets
    self.mined = mined
    self.gaps = gaps
  }
}

/// A triplet and the names of its classes.
public struct NamedTriplet: Equatable, Sendable {
  /// The triplet's images and distances.
  public var report: TripletReport
  /// The name of the class of the anchor and the positive.
  public var anchorClass: String
  /// The name of the negative's class.
  public var negativeClass: String

  /// Creates a named triplet.
  public init(report: TripletReport, anchorClass: String, negativeClass: String) {
    self.report = report
    self.anchorClass = anchorClass
    self.negativeClass = negativeClass
  }
}
