import ArgumentParser
import SiamData

/// Which classes are trained on, which are held out, and which are kept for the final figure.
struct SplitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Groups (or, without groups, classes) kept for validation: a number, the last so many by name, or names.",
      valueName: "N|NAME,…"))
  var holdOut: String?
  @Option(
    help: ArgumentHelp(
      "As many more kept for the final figure, of what --hold-out leaves; siam evaluate examines them.",
      valueName: "N|NAME,…"))
  var testHoldOut: String?
  @Option(
    help: ArgumentHelp(
      "Shares of training, validation and test, such as 0.7/0.15/0.15; groups (or classes) are drawn.",
      valueName: "shares"),
    transform: { try SplitShares(argument: $0) })
  var split: SplitShares?
  @Option(help: ArgumentHelp("Seeds what --split draws, apart from --seed; 1 where left out.", valueName: "n"))
  var splitSeed: UInt64?
  @Flag(help: "Train on classes with fewer images than a batch takes, too: some are there twice then.")
  var allowRepeats = false

  /// Refuses two ways at once.
  func check() throws {
    func refuse(_ holds: Bool, _ message: String) throws { if !holds { throw ValidationError(message) } }
    try refuse(split == nil || holdOut == nil, "--split and --hold-out exclude each other")
    try refuse(split == nil || testHoldOut == nil, "--split and --test-hold-out exclude each other")
    try refuse(split != nil || splitSeed == nil, "--split-seed seeds a --split; give its shares too")
  }

  func apply(to options: inout DatasetOptions) {
    if let holdOut { options.holdOut = HoldOut(argument: holdOut) }
    if let testHoldOut { options.testHoldOut = HoldOut(argument: testHoldOut) }
    options.shares = split
    if let splitSeed { options.splitSeed = splitSeed }
  }
}
