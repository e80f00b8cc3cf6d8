public import ArgumentParser
import SiamData
public import SiamCore

extension SingleImageClasses: ExpressibleByArgument {}

/// The options that split the classes into training, validation and test sets.
struct SplitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Validation groups (or classes, if there are no groups): names, or N for the last N by name (default: a sixth)",
      valueName: "N|NAME,…"))
  var holdOut: String?
  @Option(
    help: ArgumentHelp(
      "Test groups or classes, in the form of --hold-out and chosen after it (default: none)",
      valueName: "N|NAME,…"))
  var testHoldOut: String?
  @Option(
    help: ArgumentHelp(
      "Draw the split at random: shares of training, validation and test, such as 0.7/0.15/0.15",
      valueName: "shares"),
    transform: { try SplitShares(argument: $0) })
  var split: SplitShares?
  @Option(help: ArgumentHelp("Random seed of --split (default: 1)", valueName: "n"))
  var splitSeed: UInt64?
  @Flag(
    help: """
      Train and evaluate on the same classes (closed set): support images are training images, queries are the data's \
      validation or test images
      """)
  var sameClasses = false
  @Flag(help: "Also train on classes with fewer images than a batch needs, by repeating images")
  var allowRepeats = false
  @Option(
    help: """
      What to do with classes of one image in training: skip them, or train on augmented copies of the image (augment). \
      They can't be evaluated on (default: skip)
      """)
  var singleImageClasses: SingleImageClasses?

  /// Throws a `ValidationError` for options that don't go together.
  func check() throws {
    try require(split == nil || holdOut == nil, "give either --split or --hold-out")
    try require(split == nil || testHoldOut == nil, "give either --split or --test-hold-out")
    try require(split != nil || splitSeed == nil, "--split-seed requires --split")
    try require(
      !sameClasses || holdOut == nil && testHoldOut == nil && split == nil,
      "--same-classes has no validation classes to choose; omit --hold-out, --test-hold-out and --split")
  }

  /// Sets the options that were given.
  func apply(to options: inout DatasetOptions) {
    if let holdOut { options.holdOut = HoldOut(argument: holdOut) }
    if let testHoldOut { options.testHoldOut = HoldOut(argument: testHoldOut) }
    options.shares = split
    options.hasSameClasses = sameClasses
    if let splitSeed { options.splitSeed = splitSeed }
  }
}
