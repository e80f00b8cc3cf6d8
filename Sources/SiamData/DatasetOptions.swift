public import SiamMessages

/// How image files become a dataset.
public struct DatasetOptions: Equatable, Sendable {
  /// Every picture is resized to `side × side` pixels; chosen by looking at the pictures where nil.
  public var side: Int?
  /// Grey or in colour; chosen by looking at the pictures where nil.
  public var channels: Channels?
  /// Whether to turn dark ink bright; where nil, if most pictures' borders are bright.
  public var isInverted: Bool?
  /// How the images are laid out; seen from the path where nil.
  public var layout: DataLayout?
  /// What is kept for validation.
  public var holdOut = HoldOut.standard
  /// What is kept for the final figure; where it is a count, of what `holdOut` leaves.
  public var testHoldOut = HoldOut.standard
  /// Where not nil, sides are drawn by these shares, and neither hold-out counts.
  public var shares: SplitShares?
  /// Seeds that draw.
  public var splitSeed: UInt64 = 1
  /// Where not nil, a run's split is made again by the names it kept, and neither shares nor hold-outs count.
  public var remade: SplitDescription?
  /// Whether a side may be left with fewer than two classes, to be looked at and not trained on.
  public var toleratesFewClasses = false
  /// Where decoded images are kept and taken from; nil to decode every file each time, into memory.
  public var cache: ImageCache?
  /// Images a class must have to be trained on: K, or two where images may be repeated in a batch.
  public var trainingImages = 2
  /// Images a class must have to be examined on: the largest shot and the queries.
  public var validationImages = 2

  /// Whether no split is asked for.
  public var hasUsualSplit: Bool { holdOut == .standard && testHoldOut == .standard && shares == nil && remade == nil }

  /// What is usual: grey pictures of few pixels.
  public static let usualSide = 28

  /// All chosen by looking, the standard split, at least two images a class.
  public init() {}

  /// What a recipe needs.
  public init(recipe: Recipe, holdOut: HoldOut = .standard) {
    side = recipe.imageSize
    self.holdOut = holdOut
    trainingImages = recipe.repeatsImages ? 2 : recipe.batchImages
    validationImages = (recipe.evaluation.settings.map(\.shot).max() ?? 1) + recipe.evaluation.queries
  }
}
