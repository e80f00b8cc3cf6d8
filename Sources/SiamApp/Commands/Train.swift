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

  // Groups within groups would be neater; a debug build validates each once more for every level it is nested in.
  @OptionGroup(title: "Data") var dataPath: DataPathOption
  @OptionGroup(title: "Data") var reading: ReadingOptions
  @OptionGroup(title: "Data") var splitting: SplitOptions
  @OptionGroup(title: "Recipe") var schedule: ScheduleOptions
  @OptionGroup(title: "Recipe") var objective: ObjectiveOptions
  @OptionGroup(title: "Recipe") var encoder: EncoderOptions
  @OptionGroup(title: "Batches") var sampling: SamplingOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Screen") var screen: ScreenOptions

  private var data: DataOptions { DataOptions(path: dataPath.path, reading: reading, splitting: splitting) }

  private var recipeOptions: RecipeOptions {
    RecipeOptions(schedule: schedule, objective: objective, encoder: encoder, sampling: sampling)
  }

  func validate() throws {
    try data.check()
    try recipeOptions.check()
    try output.check()
    try screen.check()
    if !screen.commands.isEmpty, output.headless || output.json {
      throw ValidationError("--command needs the screen; leave out --headless and --json")
    }
  }

  func run() async throws {
    let (data, recipeOptions) = (data, recipeOptions)
    let recipe = data.changing(recipeOptions.recipe)
    let order = TrainingOrder(
      recipe: recipe, asked: recipeOptions.requests, path: data.path,
      options: data.options(for: recipe, imageSize: recipeOptions.neededImageSize),
      runs: output.runs, run: output.run,
      resume: output.resume.map { ResumeOrder(run: $0, changing: { data.changing(recipeOptions.changing($0)) }) },
      checkpointEvery: output.checkpointEvery, keep: output.keep, tensorBoard: output.tensorboard,
      threads: output.threads)
    let isScreen = !output.headless && !output.json && Output.current.isInteractive
    if isScreen {
      try await ScreenRun(order: order, settings: screen.settings).run()
    } else {
      try await HeadlessRun(order: order, asJSON: output.json).run()
    }
  }
}

/// Where a run goes and how it is shown.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Plain progress lines instead of the screen.") var headless = false
  @Flag(help: "One JSON object a line on standard output and nothing else there.") var json = false

  @Option(help: ArgumentHelp("The folder that keeps all runs.", valueName: "folder"), completion: .directory) var runs =
    "runs"
  @Option(help: ArgumentHelp("This run's own folder.", valueName: "folder"), completion: .directory) var run: String?
  @Option(
    help: ArgumentHelp(
      "Go on with a run from its newest checkpoint; its length, learning rate, margin and miner may be changed.",
      valueName: "run"), completion: .runFolder)
  var resume: String?
  @Option(
    help: ArgumentHelp("Steps between checkpoints, beside those after each evaluation.", valueName: "n"))
  var checkpointEvery: Int?
  @Option(
    help: ArgumentHelp("How many of the newest checkpoints are kept beside the best; 5 where left out.", valueName: "n")
  )
  var keep: Int?
  @Option(
    help: ArgumentHelp(
      "Also write TensorBoard's event files, below this folder in one named as the run's.", valueName: "folder"),
    completion: .directory)
  var tensorboard: String?
  // Unconditional: a negative number is a wrong value, not an option that lacks one.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads that compute; one a core that siam may use where left out.", valueName: "n"))
  var threads: Int?

  /// Refuses thread counts that nothing can compute with, and what excludes each other.
  func check() throws {
    if run != nil && resume != nil { throw ValidationError("--run names a new run; --resume goes on with one") }
    if let checkpointEvery, checkpointEvery < 1 { throw ValidationError("--checkpoint-every must be at least 1") }
    if let keep, keep < 1 { throw ValidationError("--keep must be at least 1") }
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads must be 1 to 1024") }
  }
}
