/// The triplets of the newest batch: the mined ones, and how all valid ones lie about the margin.
public struct NewestTriplets: Equatable, Sendable {
  /// Steps taken, the batch's own included.
  public var step: Int
  /// α of that step; of the contrastive objective m.
  public var margin: Float
  /// Mined triplets, the most violated first; of each kind at most `most`. Batch-hard ones where none are trained on.
  public var triplets: [NamedTriplet]
  /// How many were mined in all.
  public var mined: Int
  /// For all valid triplets of the batch, d⁻ − d⁺ in the recipe's kind of distance, counted in bins of
  /// `gapBinWidth` over −4…4: those below α are active (of the contrastive objective, those below m²).
  public var gaps: [Int]

  /// Triplets of each kind that are told.
  public static let most = 64
  /// Of `gaps`: α as the keys change it is a multiple.
  public static let gapBinWidth: Float = 0.05
  /// Bins of `gaps`.
  public static let gapBins = 160

  /// Where a bin of `gaps` starts, −4…4: the number nearest to its decimal fraction, as α is read and written.
  public static func gapEdge(_ bin: Int) -> Float { Float(bin - gapBins / 2) / 20 }

  /// How many of the batch's valid triplets a margin makes active, by the bins that start below it: exact where it is
  /// a `gapEdge`. In the units of `gaps`.
  public func active(at margin: Float) -> Int {
    gaps.indices.reduce(0) { Self.gapEdge($1) < margin ? $0 + gaps[$1] : $0 }
  }

  /// The triplets of a batch.
  public init(step: Int, margin: Float, triplets: [NamedTriplet], mined: Int, gaps: [Int]) {
    self.step = step
    self.margin = margin
    self.triplets = triplets
    self.mined = mined
    self.gaps = gaps
  }
}

/// A triplet and what its classes are called.
public struct NamedTriplet: Equatable, Sendable {
  /// Images and distances.
  public var report: TripletReport
  /// The anchor's and positive's class.
  public var anchorClass: String
  /// The negative's class.
  public var negativeClass: String

  /// A triplet and what its classes are called.
  public init(report: TripletReport, anchorClass: String, negativeClass: String) {
    self.report = report
    self.anchorClass = anchorClass
    self.negativeClass = negativeClass
  }
}
