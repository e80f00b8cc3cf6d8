public import SiamCore

/// How image files are read as a dataset.
public struct DatasetOptions: Equatable, Sendable {
  /// The size that every image is resized to, `side × side` pixels, or nil to detect it.
  public var side: Int?
  /// The channels to read, or nil to detect them.
  public var channels: Channels?
  /// Whether to invert the images, or nil to invert them if most have bright borders.
  public var isInverted: Bool?
  /// The layout of the data, or nil to detect it.
  public var layout: DataLayout?
  /// The rules that name classes, if neither folders nor a list's own columns do.
  public var labels = LabelRules()
  /// Whether `labels` are those of an earlier run, which don't apply to data of another layout.
  public var hasRecordedLabels = false
  /// The encoding of names that are not UTF-8, or nil for the default of the layout.
  public var nameEncoding: NameEncoding?
  /// The validation classes.
  public var holdOut = HoldOut.standard
  /// The test classes; a number counts those that `holdOut` leaves.
  public var testHoldOut = HoldOut.standard
  /// The fractions of a random split, or nil to split by the hold-outs.
  public var shares: SplitShares?
  /// The seed of a random split.
  public var splitSeed: UInt64 = 1
  /// Whether to train and evaluate on the same classes (the closed-set protocol): support images come from the data's
  /// training images, queries from its validation and test images. Hold-outs and `shares` are then ignored.
  public var hasSameClasses = false
  /// The split of an earlier run to restore by its names, or nil to make one by `shares` or the hold-outs.
  public var restoredSplit: SplitDescription?
  /// Whether a split may have fewer than two classes; such data can be shown but not trained on.
  public var toleratesFewClasses = false
  /// The cache of decoded images, or nil to decode every file into memory.
  public var cache: ImageCache?
  /// The recorded path of the data if it is read from another, which `problems` then says; nil otherwise.
  public var movedFrom: String?
  /// The number of images that a training class needs: K, or two if a batch may repeat images.
  public var trainingImages = 2
  /// Whether classes of one image are training classes too (default: false).
  public var usesSingleImages = false
  /// The number of images that a validation or test class needs: the largest shot plus the queries.
  public var validationImages = 2
  /// The largest shot, the part of `validationImages` that is for support (default: 1).
  public var supportImages = 1
  /// What the standard hold-out is adapted to, or nil to take the last sixth in any case (default: nil).
  public var holdOutNeeds: HoldOutNeeds?

  /// Whether the split is left to the data and the defaults.
  public var hasDefaultSplit: Bool {
    holdOut == .standard && testHoldOut == .standard && shares == nil && restoredSplit == nil && !hasSameClasses
  }

  /// The options with other rules for classes.
  func with(_ labels: LabelRules) -> DatasetOptions {
    var options = self
    options.labels = labels
    return options
  }

  /// The default width and height of grey images, in pixels.
  public static let defaultImageSide = 28

  /// The default options: everything is detected, the standard split is made, and a class needs two images.
  public init() {}

  /// The options that a recipe needs.
  public init(recipe: Recipe, holdOut: HoldOut = .standard) {
    side = recipe.imageSize
    self.holdOut = holdOut
    trainingImages = recipe.repeatsImages ? 2 : recipe.batchImages
    usesSingleImages = recipe.singleImageClasses == .augment
    supportImages = recipe.evaluation.settings.map(\.shot).max() ?? 1
    let (sum, overflow) = supportImages.addingReportingOverflow(recipe.evaluation.queries)
    validationImages = overflow ? .max : sum
  }
}
