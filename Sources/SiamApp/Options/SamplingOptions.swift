public import ArgumentParser
import SiamCore

extension Sampling: ExpressibleByArgument {}

/// The options for batches and augmentation. An option that is not given keeps the recipe's default.
struct SamplingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Classes per batch (default: \(Recipe().batchClasses))", valueName: "P"))
  var batchClasses: Int?
  @Option(
    help: ArgumentHelp(
      "Images per class in a batch (default: \(Recipe().batchImages), or what small classes allow)", valueName: "K"))
  var batchImages: Int?
  @Option(
    help: """
      How the classes of a batch are drawn: uniformly at random (episodic), or with the shares set by \
      --within-group and --near-classes (balanced) (default: balanced)
      """)
  var sampling: Sampling?
  @Option(
    help: ArgumentHelp(
      "Share of batches whose classes come from one group, 0–1 (default: \(Recipe().withinGroupShare))",
      valueName: "share"))
  var withinGroup: Float?
  @Option(
    help: ArgumentHelp(
      "Share of batches whose classes are close in embedding space, 0–1 (default: 0)", valueName: "share"))
  var nearClasses: Float?
  @Flag(
    inversion: .prefixedNo,
    help: """
      Treat each rotation of a class by 90, 180 or 270 degrees as a separate class in training (default: on, except for \
      colour images and --objective pair). Turn it off if images of a class may be rotated.
      """)
  var quarterTurnClasses: Bool?
  @Option(
    help: ArgumentHelp(
      """
      Augmentations as name=amount,… of \(AugmentationField.allCases.map(\.rawValue).joined(separator: ", ")). \
      default,name=amount,… adds to the default, which for colour images is flip-horizontal, brightness, contrast and \
      shift; none turns augmentation off.
      """, valueName: "list"),
    transform: { try AugmentationRequest(argument: $0) })
  var augment: AugmentationRequest?

  /// Throws a `ValidationError` for values out of range, and for options that don't go together.
  func check() throws {
    try require(batchClasses.map { (2...4096).contains($0) } ?? true, "--batch-classes must be 2 to 4096")
    try require(batchImages.map { (2...256).contains($0) } ?? true, "--batch-images must be 2 to 256")
    try require(withinGroup.map { (0...1).contains($0) } ?? true, "--within-group must be 0 to 1")
    try require(nearClasses.map { (0...1).contains($0) } ?? true, "--near-classes must be 0 to 1")
    let shares = (withinGroup ?? 0) + (nearClasses ?? 0)
    try require(shares <= 1, "--within-group and --near-classes must not add up to more than 1")
    try require(
      sampling != .episodic || shares == 0,
      "--within-group and --near-classes require --sampling balanced")
  }

  /// Sets the options that were given.
  func apply(to recipe: inout Recipe) {
    if let batchClasses { recipe.batchClasses = batchClasses }
    if let batchImages { recipe.batchImages = batchImages }
    if let sampling { recipe.sampling = sampling }
    if let withinGroup { recipe.withinGroupShare = withinGroup }
    if let nearClasses { recipe.neighbourShare = nearClasses }
    if let quarterTurnClasses { recipe.quarterTurnClasses = quarterTurnClasses }
    if let augment { recipe.augmentation = augment.augmentation(for: .grey) }
  }
}
