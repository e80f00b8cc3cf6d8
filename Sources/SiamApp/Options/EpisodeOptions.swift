import SiamData
import SiamInference
import ArgumentParser
import Foundation
import SiamFewShot
import SiamCore
import SiamTraining

/// The options for the episodes of an evaluation, which are drawn or read from a file.
struct EpisodeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Classes per episode (k-way); a list evaluates several", valueName: "k,k…"))
  var way = NumberList([20])
  @Option(help: ArgumentHelp("Support images per class (n-shot); a list evaluates several", valueName: "n,n…"))
  var shot = NumberList([1])
  @Option(help: ArgumentHelp("Episodes per setting of way and shot", valueName: "n")) var episodes = 600
  @Option(help: ArgumentHelp("Query images per class", valueName: "n")) var queries = 5
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
    try require(way.numbers.allSatisfy { $0 > 1 }, "--way must be at least 2")
    try require(shot.numbers.allSatisfy { $0 > 0 }, "--shot must be at least 1")
    try require((1...1_000_000).contains(episodes), "--episodes must be 1 to 1000000")
    try require((1...100_000).contains(queries), "--queries must be 1 to 100000")
    let settings = way.numbers.count * shot.numbers.count
    try require(save == nil || settings == 1, "--save-episodes requires a single --way and --shot")
    try require(save == nil || from == nil, "give either --save-episodes or --episodes-from")
    let isFile = save != nil || from != nil
    try require(
      !isFile || !quarterTurnClasses, "--quarter-turn-classes is not supported by --save-episodes and --episodes-from")
  }

  /// The evaluation's options, except for the classifier.
  var options: EvaluationOptions {
    var options = EvaluationOptions()
    options.episodes = episodes
    options.queries = queries
    options.seed = seed
    options.isWithinGroup = withinGroup
    options.quarterTurnClasses = quarterTurnClasses
    return options
  }

  /// The episodes of each setting, all shots of the first way before those of the next.
  func drawn(for evaluator: ModelEvaluator) throws -> [(setting: EpisodeSetting, episodes: [Episode])] {
    if let from { return [try read(from, evaluator)] }
    var drawn: [(setting: EpisodeSetting, episodes: [Episode])] = []
    for way in way.numbers {
      for shot in shot.numbers {
        let setting = EpisodeSetting(way: way, shot: shot)
        drawn.append((setting, try evaluator.episodes(setting)))
      }
    }
    if let save, let (setting, episodes) = drawn.first { try write(episodes, setting, to: save, evaluator) }
    return drawn
  }

  private func write(
    _ episodes: [Episode], _ setting: EpisodeSetting, to file: String, _ evaluator: ModelEvaluator
  ) throws {
    let classes = evaluator.classes
    let list = EpisodeList(
      episodes, setting: setting, queries: queries, seed: seed, fingerprint: classes.dataset.fingerprint,
      images: classes.images, classes: classes.labels)
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
