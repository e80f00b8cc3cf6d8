public import ArgumentParser
import SiamCore

extension Objective: ExpressibleByArgument {}
extension Miner: ExpressibleByArgument {}
extension TripletLoss: ExpressibleByArgument {}
extension DistanceKind: ExpressibleByArgument {}
extension Reduction: ExpressibleByArgument {}

/// The options for the objective. An option that is not given keeps the objective's default.
struct ObjectiveOptions: ParsableArguments {
  @Option(
    help:
      "Training objective (default: triplet)")
  var objective: Objective?
  @Option(
    help: "How triplets are chosen from a batch (default: semi-hard)")
  var miner: Miner?
  @Option(
    help: ArgumentHelp(
      "Margin: 0–4 for triplets, 0–2 with --distance euclidean and for contrastive (default: 0.2; contrastive: 1)",
      valueName: "α"))
  var margin: Float?
  @Option(help: "Loss of a triplet (default: hinge)") var tripletLoss: TripletLoss?
  @Option(help: "Distance between the embeddings of a triplet (default: squared)") var distance: DistanceKind?
  @Option(
    help: ArgumentHelp(
      "Softmax temperature of --objective prototypical (default: 0.2) and nt-xent (default: 0.1)", valueName: "τ"))
  var temperature: Float?
  @Option(
    help: "Average the loss over all triplets or pairs, or over active ones, whose loss is above 0 (default: active)")
  var reduction: Reduction?

  /// Checks the options.
  ///
  /// - Parameter isResuming: whether the options change the recipe of a run, which isn't known yet. The margin is then
  ///   checked later, by `marginProblem(in:)`.
  /// - Throws: `ValidationError` for values out of range, and for options that don't go together.
  func check(isResuming: Bool = false) throws {
    let objective = objective ?? .triplet
    let name = objective.rawValue
    let isTriplet = objective == .triplet
    try require(isTriplet || miner == nil, "--miner requires --objective triplet")
    try require(isTriplet || tripletLoss == nil, "--triplet-loss requires --objective triplet")
    try require(isTriplet || distance == nil, "--distance requires --objective triplet")
    try require(objective.hasMargin || reduction == nil, "--reduction is not supported by --objective \(name)")
    try require(
      objective.hasTemperature || temperature == nil, "--temperature requires --objective prototypical or nt-xent")
    try require(
      tripletLoss != .softMargin || reduction == nil,
      "--reduction is not supported by --triplet-loss soft-margin, where every triplet is active")
    try require(temperature.map { $0 >= 0.001 && $0 <= 1000 } ?? true, "--temperature must be 0.001 to 1000")
    var recipe = Recipe(objective: objective)
    apply(to: &recipe)
    if !isResuming, let problem = marginProblem(in: recipe) { throw ValidationError(problem) }
  }

  /// Returns why the loss of a recipe rejects the given `--margin`, or nil if it accepts it or no margin was given.
  func marginProblem(in recipe: Recipe) -> String? {
    guard let margin else { return nil }
    guard recipe.objective.hasMargin else {
      return "--margin is not supported by --objective \(recipe.objective.rawValue)"
    }
    return recipe.marginRange.contains(margin) ? nil : "--margin must be \(recipe.marginRange)"
  }

  /// Sets the options that were given, in a recipe with the objective's defaults.
  func apply(to recipe: inout Recipe) {
    if let miner { recipe.miner = miner }
    if let margin { recipe.margin = margin }
    if let tripletLoss { recipe.tripletLoss = tripletLoss }
    if let distance { recipe.distance = distance }
    if let temperature { recipe.temperature = temperature }
    if let reduction { recipe.reduction = reduction }
  }
}
