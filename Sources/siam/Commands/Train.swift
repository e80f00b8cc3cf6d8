import ArgumentParser
import Foundation
import SiamData
import SiamMessages
import SiamTraining

/// `siam train`: a recipe from the command line, trained live on the screen or in lines.
struct Train: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train an encoder, live on the screen.",
    discussion: """
      Without --data it trains on the bundled glyphs: characters of some writing systems, examined on others. \
      Without --steps or --minutes ten minutes are planned; q or Ctrl-C ends it any time and keeps what was learned.
      """)

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Recipe") var recipeOptions: RecipeOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    try recipeOptions.check()
    try output.check()
  }

  func run() async throws {
    let recipe = recipeOptions.recipe
    let order = TrainingOrder(
      recipe: recipe, hasOwnEpisodes: recipeOptions.way != nil || recipeOptions.shot != nil, path: data.path,
      options: DatasetOptions(recipe: recipe, holdOut: data.split),
      runs: output.runs, run: output.run, threads: output.threads)
    let isScreen = !output.headless && !output.json && isatty(STDOUT_FILENO) == 1 && isatty(STDIN_FILENO) == 1
    if isScreen {
      try await ScreenRun(order: order).run()
    } else {
      try await HeadlessRun(order: order, asJSON: output.json).run()
    }
  }
}

/// Where the images are and which are held out.
struct DataOptions: ParsableArguments {
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "A folder or .zip of class/*.png or group/class/*.png. The bundled glyphs where left out.", valueName: "path"))
  var path: String?

  @Option(
    help: ArgumentHelp(
      "Groups (or, without groups, classes) kept for validation: a number, the last so many by name, or names.",
      valueName: "N|NAME,…"))
  var holdOut: String?

  var split: HoldOut { holdOut.map(HoldOut.init(argument:)) ?? .standard }
}

/// Where a run goes and how it is shown.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Plain progress lines instead of the screen.") var headless = false
  @Flag(help: "One JSON object a line on standard output and nothing else there.") var json = false

  @Option(help: ArgumentHelp("The folder that keeps all runs.", valueName: "folder")) var runs = "runs"
  @Option(help: ArgumentHelp("This run's own folder.", valueName: "folder")) var run: String?
  // Unconditional: a negative number is a wrong value, not an option that lacks one.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads that compute; one a core that siam may use where left out.", valueName: "n"))
  var threads: Int?

  /// Refuses thread counts that nothing can compute with.
  func check() throws {
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads must be 1 to 1024") }
  }
}
