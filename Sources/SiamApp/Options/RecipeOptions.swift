import ArgumentParser
import SiamMessages
import SiamTraining

extension RecipeName: ExpressibleByArgument {}

/// The parts of a recipe that are not about its encoder, objective or batches.
struct ScheduleOptions: ParsableArguments {
  @Option(
    name: .customLong("recipe"),
    help: "A set of options found by measuring: omniglot (56×56 handwriting) or glyphs. Other options change it.")
  var name: RecipeName?
  @Option(
    help: ArgumentHelp("What averaged weights keep of themselves a step, such as 0.999; 0 for none.", valueName: "k"))
  var weightAveraging: Float?
  @Option(help: ArgumentHelp("Adam's step size at its highest.", valueName: "rate")) var learningRate: Float?
  @Option(help: ArgumentHelp("Steps to take.", valueName: "n")) var steps: Int?
  @Option(help: ArgumentHelp("Training time to plan for, evaluation excluded.", valueName: "m")) var minutes: Double?
  @Option(help: ArgumentHelp("k of the episodes: classes in a support set.", valueName: "k")) var way: Int?
  @Option(help: ArgumentHelp("n of the episodes: support images of a class.", valueName: "n")) var shot: Int?
  @Option(help: ArgumentHelp("Episodes of the last evaluation.", valueName: "n")) var episodes: Int?
  @Option(help: ArgumentHelp("Queries of each class in an episode.", valueName: "n")) var queries: Int?
  @Option(help: ArgumentHelp("Steps between evaluations.", valueName: "n")) var evaluateEvery: Int?
  @Option(help: ArgumentHelp("Seeds everything that is random.", valueName: "n")) var seed: UInt64?

  /// Refuses what no recipe can mean.
  func check() throws {
    func refuse(_ holds: Bool, _ message: String) throws { if !holds { throw ValidationError(message) } }
    try refuse(learningRate.map { $0 > 0 && $0.isFinite } ?? true, "--learning-rate must be above 0")
    try refuse(steps.map { $0 > 0 } ?? true, "--steps must be at least 1")
    try refuse(minutes.map { $0 > 0 && $0 < 100_000 } ?? true, "--minutes must be above 0")
    try refuse(steps == nil || minutes == nil, "--steps and --minutes exclude each other")
    try refuse(way.map { $0 > 1 } ?? true, "--way must be at least 2")
    try refuse(shot.map { $0 > 0 } ?? true, "--shot must be at least 1")
    try refuse(episodes.map { $0 > 0 } ?? true, "--episodes must be at least 1")
    try refuse(queries.map { $0 > 0 } ?? true, "--queries must be at least 1")
    try refuse(evaluateEvery.map { $0 > 0 } ?? true, "--evaluate-every must be at least 1")
  }

  /// Sets what was asked for.
  func apply(to recipe: inout Recipe) {
    if let weightAveraging { recipe.weightAveraging = weightAveraging }
    if let learningRate { recipe.learningRate = learningRate }
    if let seed { recipe.seed = seed }
    if steps != nil || minutes != nil {
      recipe.steps = steps
      recipe.minutes = minutes
    }
    if way != nil || shot != nil {
      recipe.evaluation.settings = [EpisodeSetting(way: way ?? 20, shot: shot ?? 1)]
    }
    if let episodes {
      recipe.evaluation.finalEpisodes = episodes
      recipe.evaluation.episodes = min(episodes, recipe.evaluation.episodes)
    }
    if let queries { recipe.evaluation.queries = queries }
    if let evaluateEvery { recipe.evaluation.every = evaluateEvery }
  }
}

/// A recipe as the command line spells it; what is left out keeps the recipe's own default.
struct RecipeOptions {
  var schedule: ScheduleOptions
  var objective: ObjectiveOptions
  var encoder: EncoderOptions
  var sampling: SamplingOptions

  /// Refuses what no recipe can mean.
  func check() throws {
    try encoder.check()
    try sampling.check()
    try objective.check()
    try schedule.check()
  }

  /// What was asked for in so many words; a named recipe is, in what it says of the pictures.
  var requests: RecipeRequests {
    var requests = RecipeRequests()
    requests.hasEpisodes = schedule.way != nil || schedule.shot != nil
    requests.hasQuarterTurnClasses = sampling.quarterTurnClasses != nil || schedule.name != nil
    requests.augmentation = sampling.augment
    return requests
  }

  /// Pixels a side that images must have for what was asked for by name; nil where any number does.
  var neededImageSize: Int? { schedule.name != nil || encoder.encoder == .koch ? recipe.imageSize : nil }

  /// The recipe asked for.
  var recipe: Recipe {
    var recipe = changing(Recipe())
    if recipe.steps == nil && recipe.minutes == nil { recipe.minutes = 10 }
    return recipe
  }

  /// A recipe with what was asked for.
  func changing(_ recipe: Recipe) -> Recipe {
    var recipe = schedule.name.map(Recipe.init(named:)) ?? recipe
    if let objective = objective.objective { recipe.pursue(objective) }
    objective.apply(to: &recipe)
    encoder.apply(to: &recipe)
    sampling.apply(to: &recipe)
    schedule.apply(to: &recipe)
    return recipe
  }
}
