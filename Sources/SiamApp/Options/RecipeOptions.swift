public import ArgumentParser
import SiamCore
import SiamTraining

extension RecipeName: ExpressibleByArgument {}

/// The options for a recipe's length, optimizer and evaluations.
struct ScheduleOptions: ParsableArguments {
  @Option(
    name: .customLong("recipe"),
    help: "Preset of tuned options; omniglot is for 56 × 56 handwriting. Other options override it.")
  var name: RecipeName?
  @Option(
    help: ArgumentHelp(
      "Decay of the exponential moving average of the weights, such as 0.999 (default: 0, off)", valueName: "decay"))
  var weightAveraging: Float?
  @Option(help: ArgumentHelp("Peak learning rate of Adam (default: \(Recipe().learningRate))", valueName: "rate"))
  var learningRate: Float?
  @Option(help: ArgumentHelp("Number of training steps (default: as many as fit in --minutes)", valueName: "n"))
  var steps: Int?
  @Option(help: ArgumentHelp("Training time in minutes, without evaluations (default: 10)", valueName: "minutes"))
  var minutes: Double?
  @Option(
    help: ArgumentHelp(
      "Classes per evaluation episode, k-way (default: both 5 and 20, or as many as there are)", valueName: "k"))
  var way: Int?
  @Option(help: ArgumentHelp("Support images per class of an episode, n-shot (default: 1)", valueName: "n")) var shot:
    Int?
  @Option(
    help: ArgumentHelp(
      "Number of episodes of the final evaluation (default: \(Recipe().evaluation.finalEpisodes))", valueName: "n"))
  var episodes: Int?
  @Option(
    help: ArgumentHelp(
      "Query images per class of an episode (default: \(Recipe().evaluation.queries), or what small classes allow)",
      valueName: "n"))
  var queries: Int?
  @Option(
    help: ArgumentHelp("Number of steps between evaluations (default: \(Recipe().evaluation.every))", valueName: "n"))
  var evaluateEvery: Int?
  @Option(help: ArgumentHelp("Random seed of the run (default: \(Recipe().seed))", valueName: "n")) var seed: UInt64?

  /// Throws a `ValidationError` for values out of range.
  func check() throws {
    try require(learningRate.map { $0 > 0 && $0.isFinite } ?? true, "--learning-rate must be above 0")
    try require(steps.map { $0 > 0 } ?? true, "--steps must be at least 1")
    try require(minutes.map { $0 > 0 && $0 < 100_000 } ?? true, "--minutes must be above 0")
    try require(steps == nil || minutes == nil, "give either --steps or --minutes")
    try require((2...100_000).contains(way ?? 2), "--way must be 2 to 100000")
    try require((1...100_000).contains(shot ?? 1), "--shot must be 1 to 100000")
    try require((1...1_000_000).contains(episodes ?? 1), "--episodes must be 1 to 1000000")
    try require((1...100_000).contains(queries ?? 1), "--queries must be 1 to 100000")
    try require(evaluateEvery.map { $0 > 0 } ?? true, "--evaluate-every must be at least 1")
  }

  /// The options for evaluations that were given, with their values.
  var evaluationOptions: [String] {
    let options = [
      ("--way", way), ("--shot", shot), ("--queries", queries), ("--episodes", episodes),
      ("--evaluate-every", evaluateEvery),
    ]
    return options.compactMap { name, value in value.map { "\(name) \($0)" } }
  }

  /// Sets the options that were given.
  func apply(to recipe: inout Recipe) {
    if let weightAveraging { recipe.weightAveraging = weightAveraging }
    if let learningRate { recipe.learningRate = learningRate }
    if let seed { recipe.seed = seed }
    if steps != nil || minutes != nil {
      recipe.steps = steps
      recipe.minutes = minutes
    }
    if way != nil || shot != nil {
      recipe.evaluation.settings = recipe.evaluation.settings.reduce(into: []) { settings, setting in
        let given = EpisodeSetting(way: way ?? setting.way, shot: shot ?? setting.shot)
        if !settings.contains(given) { settings.append(given) }
      }
    }
    if let episodes {
      recipe.evaluation.finalEpisodes = episodes
      recipe.evaluation.episodes = min(episodes, recipe.evaluation.episodes)
    }
    if let queries { recipe.evaluation.queries = queries }
    if let evaluateEvery { recipe.evaluation.every = evaluateEvery }
  }
}

/// The recipe options of the command line. An option that is not given keeps the recipe's default.
struct RecipeOptions {
  var schedule: ScheduleOptions
  var objective: ObjectiveOptions
  var encoder: EncoderOptions
  var sampling: SamplingOptions

  /// Checks the options.
  ///
  /// - Parameter isResuming: whether the options change the recipe of a run, which isn't known yet.
  /// - Throws: `ValidationError` for options that are invalid or contradict each other.
  func check(isResuming: Bool) throws {
    try encoder.check()
    try sampling.check()
    try objective.check(isResuming: isResuming)
    try schedule.check()
  }

  /// The parts of the recipe that were given explicitly, directly or by `--recipe`.
  var requests: RecipeOverrides {
    var requests = RecipeOverrides()
    let given: [(FittedSetting, Int?)] = [
      (.way, schedule.way), (.shot, schedule.shot), (.queries, schedule.queries),
      (.batchClasses, sampling.batchClasses), (.batchImages, sampling.batchImages),
    ]
    requests.fixed = Set(given.filter { $0.1 != nil }.map(\.0))
    requests.evaluationOptions = schedule.evaluationOptions
    requests.hasQuarterTurnClasses = sampling.quarterTurnClasses != nil || schedule.name != nil
    requests.augmentation = sampling.augment
    return requests
  }

  /// The image size that a named recipe or encoder requires, in pixels; nil if any size will do.
  var neededImageSize: Int? { schedule.name != nil || encoder.encoder == .koch ? recipe.imageSize : nil }

  /// The default recipe, changed by the options; it lasts 10 minutes unless a length was given.
  var recipe: Recipe {
    var recipe = changing(Recipe())
    if recipe.steps == nil && recipe.minutes == nil { recipe.minutes = 10 }
    return recipe
  }

  /// Returns a recipe changed by the options.
  func changing(_ recipe: Recipe) -> Recipe {
    var recipe = schedule.name.map(Recipe.init(named:)) ?? recipe
    if let objective = objective.objective { recipe.setObjective(objective) }
    objective.apply(to: &recipe)
    encoder.apply(to: &recipe)
    sampling.apply(to: &recipe)
    schedule.apply(to: &recipe)
    return recipe
  }
}
