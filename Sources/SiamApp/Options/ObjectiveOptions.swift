import ArgumentParser
import SiamMessages

extension Objective: ExpressibleByArgument {}
extension Miner: ExpressibleByArgument {}
extension TripletLoss: ExpressibleByArgument {}
extension DistanceKind: ExpressibleByArgument {}
extension Reduction: ExpressibleByArgument {}

/// What the network learns, and how; what is left out keeps the objective's own default.
struct ObjectiveOptions: ParsableArguments {
  @Option(
    help: "What the network learns: triplet, pair, contrastive, prototypical, multi-similarity or nt-xent.")
  var objective: Objective?
  @Option(
    help: "How triplets are chosen: random, semi-hard, batch-hard, batch-all or distance-weighted.")
  var miner: Miner?
  @Option(
    help: ArgumentHelp(
      "α of triplets, 0…4 (0…2 for Euclidean distances); m of the contrastive objective, 0…2.", valueName: "α"))
  var margin: Float?
  @Option(help: "What a triplet costs: hinge or soft-margin.") var tripletLoss: TripletLoss?
  @Option(help: "What the distances of triplets are: squared or euclidean.") var distance: DistanceKind?
  @Option(
    help: ArgumentHelp(
      "What prototypical divides squared distances by, and nt-xent cosines, before the softmax.", valueName: "τ"))
  var temperature: Float?
  @Option(help: "Over what the gradient is averaged: all triplets or pairs, or the active ones.")
  var reduction: Reduction?

  /// Refuses what no recipe can mean.
  func check() throws {
    func refuse(_ holds: Bool, _ message: String) throws { if !holds { throw ValidationError(message) } }
    let objective = objective ?? .triplet
    let name = objective.rawValue
    let isTriplet = objective == .triplet
    try refuse(isTriplet || miner == nil, "--miner chooses triplets; --objective \(name) has none")
    try refuse(isTriplet || tripletLoss == nil, "--triplet-loss is of triplets; --objective \(name) has none")
    try refuse(isTriplet || distance == nil, "--distance is of triplets; --objective \(name) has its own")
    try refuse(objective.hasMargin || margin == nil, "--margin means nothing to --objective \(name)")
    try refuse(objective.hasMargin || reduction == nil, "--reduction means nothing to --objective \(name)")
    try refuse(
      objective.hasTemperature || temperature == nil, "--temperature is of prototypical and nt-xent, not \(name)")
    try refuse(
      tripletLoss != .softMargin || reduction == nil,
      "--reduction means nothing to a soft margin: every triplet costs something")
    try refuse(temperature.map { $0 >= 0.001 && $0 <= 1000 } ?? true, "--temperature must be 0.001 to 1000")
    try checkMargin(objective)
  }

  private func checkMargin(_ objective: Objective) throws {
    guard let margin else { return }
    let isPlain = objective == .contrastive || distance == .euclidean
    let (limit, why): (Float, String) = isPlain ? (2, "distances do") : (4, "squared distances do")
    // A soft margin of 0 is the one of its paper.
    let isNone = margin == 0 && tripletLoss == .softMargin
    guard (margin > 0 && margin < limit) || isNone else {
      throw ValidationError("--margin must lie between 0 and \(Int(limit)) (\(why))")
    }
  }

  /// Sets what was asked for; the recipe is the objective's default.
  func apply(to recipe: inout Recipe) {
    if let miner { recipe.miner = miner }
    if let margin { recipe.margin = margin }
    if let tripletLoss { recipe.tripletLoss = tripletLoss }
    if let distance { recipe.distance = distance }
    if let temperature { recipe.temperature = temperature }
    if let reduction { recipe.reduction = reduction }
  }
}
