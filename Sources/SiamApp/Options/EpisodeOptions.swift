import ArgumentParser
import Foundation
import SiamFewShot
import SiamMessages
import SiamTraining

/// Which episodes are drawn, or read from a file.
struct EpisodeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("k: classes in a support set; a list for several.", valueName: "k,k…"))
  var way = NumberList([20])
  @Option(help: ArgumentHelp("n: support images of each class; a list for several.", valueName: "n,n…"))
  var shot = NumberList([1])
  @Option(help: ArgumentHelp("Episodes of each setting.", valueName: "n")) var episodes = 600
  @Option(help: ArgumentHelp("Queries of each class in an episode.", valueName: "n")) var queries = 5
  @Option(help: ArgumentHelp("Seeds what is drawn.", valueName: "n")) var seed: UInt64 = 1
  @Flag(help: "All classes of an episode are of one group.") var withinGroup = false
  @Flag(help: "A class turned by a quarter, a half or three quarters is another class.")
  var quarterTurnClasses = false
  @Option(
    name: .customLong("save-episodes"), help: ArgumentHelp("Write the episodes drawn.", valueName: "file"),
    completion: .file())
  var save: String?
  @Option(
    name: .customLong("episodes-from"), help: ArgumentHelp("The episodes of such a file.", valueName: "file"),
    completion: .file())
  var from: String?

  func check() throws {
    func refuse(_ holds: Bool, _ message: String) throws { if !holds { throw ValidationError(message) } }
    try refuse(way.numbers.allSatisfy { $0 > 1 }, "--way must be at least 2")
    try refuse(shot.numbers.allSatisfy { $0 > 0 }, "--shot must be at least 1")
    try refuse((1...1_000_000).contains(episodes), "--episodes must be 1 to 1000000")
    try refuse((1...100_000).contains(queries), "--queries must be 1 to 100000")
    let settings = way.numbers.count * shot.numbers.count
    try refuse(save == nil || settings == 1, "--save-episodes writes one way and shot; --way and --shot name several")
    try refuse(save == nil || from == nil, "--save-episodes and --episodes-from exclude each other")
    let isFile = save != nil || from != nil
    try refuse(!isFile || !quarterTurnClasses, "--quarter-turn-classes can't be kept in a file of episodes")
  }

  /// What is asked, but for how queries are named.
  var order: EvaluationOrder {
    var order = EvaluationOrder()
    order.episodes = episodes
    order.queries = queries
    order.seed = seed
    order.isWithinGroup = withinGroup
    order.quarterTurnClasses = quarterTurnClasses
    return order
  }

  /// The episodes of each setting, shots within ways.
  func drawn(for examination: ModelExamination) throws -> [(setting: EpisodeSetting, episodes: [Episode])] {
    if let from { return [try read(from, examination)] }
    var drawn: [(setting: EpisodeSetting, episodes: [Episode])] = []
    for way in way.numbers {
      for shot in shot.numbers {
        let setting = EpisodeSetting(way: way, shot: shot)
        drawn.append((setting, try examination.episodes(setting)))
      }
    }
    if let save, let (setting, episodes) = drawn.first { try write(episodes, setting, to: save, examination) }
    return drawn
  }

  private func write(
    _ episodes: [Episode], _ setting: EpisodeSetting, to file: String, _ examination: ModelExamination
  ) throws {
    let classes = examination.classes
    let list = EpisodeList(
      episodes, setting: setting, queries: queries, seed: seed, fingerprint: classes.dataset.fingerprint,
      images: classes.images, classes: classes.images.map(classes.dataset.classID))
    try writeFile(try list.json(), to: file)
  }

  private func read(_ file: String, _ examination: ModelExamination) throws -> (EpisodeSetting, [Episode]) {
    let classes = examination.classes
    let list = try EpisodeList(json: try readFile(file))
    let episodes = try list.episodes(
      fingerprint: classes.dataset.fingerprint, images: classes.images,
      classes: classes.images.map(classes.dataset.classID))
    return (list.setting, episodes.map { examination.relabelled($0) })
  }
}
