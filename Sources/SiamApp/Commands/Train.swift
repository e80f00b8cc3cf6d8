import ArgumentParser
import Foundation
import SiamData
import SiamCore
import SiamTraining

/// `siam train`: trains a recipe, live on the screen or with plain output.
struct Train: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train a network, live on the screen",
    discussion: """
      Without --data, the network is trained on the bundled glyphs: characters of some writing systems, evaluated on \
      others. Without --steps or --minutes, training takes ten minutes. Press q or Ctrl-C to stop early and save the \
      network.
      """)

  // Not nested in one group: a debug build validates a group once more for every level it is nested in.
  @OptionGroup(title: "Data") var dataPath: DataPathOption
  @OptionGroup(title: "Data") var reading: ReadingOptions
  @OptionGroup(title: "Data") var labels: LabelOptions
  @OptionGroup(title: "Data") var splitting: SplitOptions
  @OptionGroup(title: "Recipe") var schedule: ScheduleOptions
  @OptionGroup(title: "Recipe") var objective: ObjectiveOptions
  @OptionGroup(title: "Recipe") var encoder: EncoderOptions
  @OptionGroup(title: "Batches") var sampling: SamplingOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Screen") var screen: ScreenOptions

  private var data: DataOptions {
    DataOptions(path: dataPath.path, reading: reading, labels: labels, splitting: splitting)
  }

  private var recipeOptions: RecipeOptions {
    RecipeOptions(schedule: schedule, objective: objective, encoder: encoder, sampling: sampling)
  }

  func validate() throws {
    try data.check()
    try recipeOptions.check(isResuming: output.resume != nil)
    try output.check()
    try screen.check()
    if !screen.commands.isEmpty, output.headless || output.json {
      throw ValidationError("--command can't be used with --headless or --json")
    }
  }

  /// What the options request.
  var request: TrainingRequest {
    let (data, recipeOptions) = (data, recipeOptions)
    let recipe = data.changing(recipeOptions.recipe)
    return TrainingRequest(
      recipe: recipe, overrides: recipeOptions.requests, path: data.path,
      options: data.options(for: recipe, imageSize: recipeOptions.neededImageSize),
      runs: output.runs, run: output.run,
      resume: output.resume.map { ResumeRequest(run: $0, data: data, recipe: recipeOptions) },
      checkpointEvery: output.checkpointEvery, keep: output.keep, tensorBoard: output.tensorboard,
      threads: output.threads)
  }

  func run() async throws {
    let request = request
    let isScreen = !output.headless && !output.json && Output.current.isInteractive
    if isScreen {
      try await ScreenRun(request: request, settings: screen.settings).run()
    } else {
      try await HeadlessRun(request: request, asJSON: output.json).run()
    }
  }
}

/// The options for a run's folder and output.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print progress lines instead of drawing the screen") var headless = false
  @Flag(help: "Print every event as one JSON object per line") var json = false

  @Option(help: ArgumentHelp("Folder that holds all runs", valueName: "folder"), completion: .directory) var runs =
    "runs"
  @Option(
    help: ArgumentHelp("Folder of this run (default: a new one in --runs)", valueName: "folder"),
    completion: .directory) var run: String?
  @Option(
    help: ArgumentHelp(
      "Resume a run from its latest checkpoint. Its length, learning rate, margin and miner may be changed.",
      valueName: "run"), completion: .runFolder)
  var resume: String?
  @Option(
    help: ArgumentHelp("Number of steps between checkpoints, in addition to one after each evaluation", valueName: "n")
  )
  var checkpointEvery: Int?
  @Option(
    help: ArgumentHelp("Number of recent checkpoints to keep in addition to the best (default: 5)", valueName: "n")
  )
  var keep: Int?
  @Option(
    help: ArgumentHelp(
      "Also write TensorBoard logs, to a subfolder of this folder named after the run", valueName: "folder"),
    completion: .directory)
  var tensorboard: String?
  // Unconditional: a negative number is an invalid value, not a missing one.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Number of compute threads (default: all available cores)", valueName: "n"))
  var threads: Int?

  /// Throws a `ValidationError` for values out of range, and for options that don't go together.
  func check() throws {
    if run != nil && resume != nil { throw ValidationError("give either --run, for a new run, or --resume") }
    if let checkpointEvery, checkpointEvery < 1 { throw ValidationError("--checkpoint-every must be at least 1") }
    if let keep, keep < 1 { throw ValidationError("--keep must be at least 1") }
    try requireThreadCount(threads)
  }
}
