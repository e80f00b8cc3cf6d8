import SiamData
import SiamInference
import ArgumentParser
import Foundation
import SiamFewShot
import SiamCore
import SiamTraining

/// The options for the episodes of an evaluation, which are drawn or read from a file.
struct EpisodeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Classes per episode (k-way); a list evaluates several (default: 20, or as many as there are)",
      valueName: "k,k…"))
  var way: NumberList?
  @Option(
    help: ArgumentHelp("Support images per class (n-shot); a list evaluates several (default: 1)", valueName: "n,n…"))
  var shot: NumberList?
  @Option(help: ArgumentHelp("Episodes per setting of way and shot", valueName: "n")) var episodes = 600
  @Option(help: ArgumentHelp("Query images per class (default: 5, or what small classes allow)", valueName: "n"))
  var queries: Int?
  @Option(help: ArgumentHelp("Random seed of the episodes and pairs", valueName: "n")) var seed: UInt64 = 1
  @Flag(help: "Draw all classes of an episode from one group") var withinGroup = false
  @Flag(help: "Treat each rotation of a class by 90, 180 or 270 degrees as a separate class")
  var quarterTurnClasses = false
  @Option(
    name: .customLong("save-episodes"), help: ArgumentHelp("Write the episodes to a file", valueName: "file"),
    completion: .file())
  var save: String?
  @Option(
    name: .customLong("episodes-from"),
    help: ArgumentHelp("Read the episodes from a file written by --save-episodes", valueName: "file"),
    completion: .file())
  var from: String?

  /// Throws a `ValidationError` for values out of range, and for options that don't go together.
  func check() throws {
    try require(ways.allSatisfy { (2...100_000).contains($0) }, "--way must be 2 to 100000")
    try require(shots.allSatisfy { (1...100_000).contains($0) }, "--shot must be 1 to 100000")
    try require((1...1_000_000).contains(episodes), "--episodes must be 1 to 1000000")
    try require((1...100_000).contains(queries ?? 5), "--queries must be 1 to 100000")
    try require(save == nil || request.settings.count == 1, "--save-episodes requires a single --way and --shot")
    try require(save == nil || from == nil, "give either --save-episodes or --episodes-from")
    let isFile = save != nil || from != nil
    try require(
      !isFile || !quarterTurnClasses, "--quarter-turn-classes is not supported by --save-episodes and --episodes-from")
  }

  private var ways: [Int] { way?.numbers ?? [20] }

  private var shots: [Int] { shot?.numbers ?? [1] }

  /// The requested episodes, all shots of the first way before those of the next.
  var request: EpisodeRequest {
    let given: [(FittedSetting, Bool)] = [(.way, way != nil), (.shot, shot != nil), (.queries, queries != nil)]
    return EpisodeRequest(
      settings: ways.flatMap { way in shots.map { EpisodeSetting(way: way, shot: $0) } }, queries: queries ?? 5,
      fixed: Set(given.filter(\.1).map(\.0)), isWithinGroup: withinGroup)
  }

  /// The evaluation's options, except for the classifier.
  var options: EvaluationOptions {
    var options = EvaluationOptions()
    options.episodes = episodes
    options.queries = queries ?? 5
    options.seed = seed
    options.isWithinGroup = withinGroup
    options.quarterTurnClasses = quarterTurnClasses
    return options
  }

  /// The episodes of each setting.
  func drawn(
    _ settings: [EpisodeSetting], for evaluator: ModelEvaluator
  ) throws -> [(setting: EpisodeSetting, episodes: [Episode])] {
    if let from { return [try read(from, evaluator)] }
    var drawn: [(setting: EpisodeSetting, episodes: [Episode])] = []
    for setting in settings { drawn.append((setting, try evaluator.episodes(setting))) }
    if let save, let (setting, episodes) = drawn.first { try write(episodes, setting, to: save, evaluator) }
    return drawn
  }

  private func write(
    _ episodes: [Episode], _ setting: EpisodeSetting, to file: String, _ evaluator: ModelEvaluator
  ) throws {
    let classes = evaluator.classes
    let list = EpisodeList(
      episodes, setting: setting, queries: evaluator.options.queries, seed: seed,
      fingerprint: classes.dataset.fingerprint, images: classes.images, classes: classes.labels)
    try writeFile(try list.json(), to: file)
  }

  private func read(_ file: String, _ evaluator: ModelEvaluator) throws -> (EpisodeSetting, [Episode]) {
    let classes = evaluator.classes
    let list = try EpisodeList(json: try readFile(file))
    let episodes = try list.episodes(
      fingerprint: classes.dataset.fingerprint, images: classes.images, classes: classes.labels)
    return (list.setting, episodes.map { evaluator.relabelled($0) })
  }
}
