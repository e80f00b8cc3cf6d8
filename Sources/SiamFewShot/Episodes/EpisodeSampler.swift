public import SiamMessages
internal import SiamTensors

/// Draws episodes: distinct classes, distinct images, no query in its own support set, every episode by seed and
/// number.
public struct EpisodeSampler: Sendable {
  /// k and n.
  public let setting: EpisodeSetting
  /// Queries of each class.
  public let queries: Int
  /// The rows of each class that is large enough.
  private let classes: [[Int]]
  /// What `Episode.classes` calls each of them.
  private let labels: [Int]
  /// Places in `classes`: what an episode's classes are drawn from, one of these an episode.
  private let pools: [[Int]]

  /// Episodes over some classes, each given as its rows in the embedding table.
  ///
  /// Classes with fewer than `shot + queries` rows are left out.
  ///
  /// - Parameters:
  ///   - classes: rows of the embedding table, class by class.
  ///   - setting: k, at least 2, and n, at least 1.
  ///   - queries: of each class, at least 1.
  ///   - groups: each class's group, such as its alphabet; nil for classes of none, which are left out. Where given,
  ///     all classes of an episode are of one group, drawn evenly among those with at least k classes large enough.
  ///   - labels: what `Episode.classes` calls each class; its place in `classes` where nil.
  /// - Throws: `FewShotError.tooFewClasses`, or `FewShotError.groupsTooSmall`.
  public init(
    _ classes: [[Int]], setting: EpisodeSetting, queries: Int, withinGroups groups: [Int?]? = nil,
    labels: [Int]? = nil
  ) throws(FewShotError) {
    precondition(groups == nil || groups?.count == classes.count, "a group for each class")
    precondition(labels == nil || labels?.count == classes.count, "a label for each class")
    let needed = setting.shot + queries
    let large = classes.indices.filter { classes[$0].count >= needed }
    self.setting = setting
    self.queries = queries
    self.classes = large.map { classes[$0] }
    self.labels = large.map { labels?[$0] ?? $0 }
    guard setting.way > 1, setting.shot > 0, queries > 0, large.count >= setting.way else {
      throw .tooFewClasses(way: setting.way, classes: large.count, imagesNeeded: needed)
    }
    guard let groups else {
      pools = [Array(large.indices)]
      return
    }
    var members: [Int: [Int]] = [:]
    for (place, index) in large.enumerated() {
      if let group = groups[index] { members[group, default: []].append(place) }
    }
    pools = members.sorted { $0.key < $1.key }.map(\.value).filter { $0.count >= setting.way }
    guard !pools.isEmpty else {
      throw .groupsTooSmall(
        way: setting.way, largest: members.values.map(\.count).max() ?? 0, imagesNeeded: needed)
    }
  }

  /// The first `count` episodes of a seed.
  public func episodes(_ count: Int, seed: UInt64) -> [Episode] {
    var order: [Int] = []
    return (0..<count).map { number in
      var generator = SeededGenerator(
        seed: seed &+ UInt64(setting.way &* 1_000_003 &+ setting.shot), purpose: .episodes, step: number)
      order = pools.count == 1 ? pools[0] : pools[generator.below(pools.count)]
      generator.shufflePrefix(&order, count: setting.way)
      var episode = Episode(support: [], queries: [])
      for chosen in order.prefix(setting.way) {
        var rows = classes[chosen]
        generator.shufflePrefix(&rows, count: setting.shot + queries)
        episode.support.append(Array(rows[..<setting.shot]))
        episode.queries.append(Array(rows[setting.shot..<setting.shot + queries]))
        episode.classes.append(labels[chosen])
      }
      return episode
    }
  }
}
