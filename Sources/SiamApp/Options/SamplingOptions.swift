import ArgumentParser
import SiamMessages

extension Sampling: ExpressibleByArgument {}

/// How batches are drawn and images varied, as the command line spells it; what is left out keeps the recipe's default.
struct SamplingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("P, classes in a batch.", valueName: "P")) var batchClasses: Int?
  @Option(help: ArgumentHelp("K, images of each class in a batch.", valueName: "K")) var batchImages: Int?
  @Option(help: "How a batch's classes are drawn: balanced (some from one group or near each other) or episodic (any).")
  var sampling: Sampling?
  @Option(help: ArgumentHelp("Share of batches whose classes come from one group.", valueName: "share"))
  var withinGroup: Float?
  @Option(
    help: ArgumentHelp("Share of batches whose classes are near each other in embedding space.", valueName: "share"))
  var nearClasses: Float?
  @Flag(
    inversion: .prefixedNo,
    help: """
      While training, a picture turned by a quarter is another class; one in colour only where asked. Wrong for \
      pictures without an upright.
      """)
  var quarterTurnClasses: Bool?
  @Option(
    help: ArgumentHelp(
      """
      How images are varied: word=amount,… of \(AugmentationWord.allCases.map(\.rawValue).joined(separator: ", ")); \
      default,word=amount,… adds to the usual, which is flip-horizontal, light and shifts for pictures in colour; or \
      none.
      """, valueName: "words"),
    transform: { try AskedAugmentation(argument: $0) })
  var augment: AskedAugmentation?

  /// Refuses what no recipe can mean.
  func check() throws {
    func refuse(_ holds: Bool, _ message: String) throws { if !holds { throw ValidationError(message) } }
    try refuse(batchClasses.map { (2...4096).contains($0) } ?? true, "--batch-classes must be 2 to 4096")
    try refuse(batchImages.map { (2...256).contains($0) } ?? true, "--batch-images must be 2 to 256")
    try refuse(withinGroup.map { (0...1).contains($0) } ?? true, "--within-group must be 0 to 1")
    try refuse(nearClasses.map { (0...1).contains($0) } ?? true, "--near-classes must be 0 to 1")
    let shares = (withinGroup ?? 0) + (nearClasses ?? 0)
    try refuse(shares <= 1, "--within-group and --near-classes are shares of the same batches: at most 1 together")
    try refuse(
      sampling != .episodic || shares == 0,
      "--sampling episodic draws any classes: leave --within-group and --near-classes out")
  }

  /// Changes what was asked for.
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
