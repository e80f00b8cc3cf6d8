public import SiamCore
import SiamTensors

/// Draws random episodes of distinct classes and distinct images; no query is in the support set.
///
/// Each episode depends only on the seed and its number.
public struct EpisodeSampler: Sendable {
  /// The way k and shot n.
  public let setting: EpisodeSetting
  /// The number of queries per class.
  public let queries: Int
  /// The rows of each class that has enough images.
  private let classes: [[Int]]
  /// The rows that the support images of each of these classes are drawn from, or nil for those of `classes`.
  private let support: [[Int]]?
  /// The number of each of these classes in `Episode.classes`.
  private let labels: [Int]
  /// Sets of indices into `classes`; an episode draws its classes from one of them.
  private let pools: [[Int]]

  /// Creates a sampler of some classes; classes with fewer than `shot + queries` images are skipped.
  ///
  /// - Parameters:
  ///   - classes: rows of the embedding table, class by class.
  ///   - setting: the way k, at least 2, and the shot n, at least 1.
  ///   - queries: the number of queries per class, at least 1.
  ///   - support: the rows that the support images of each class are drawn from (default: those of `classes`); none may
  ///     be in `classes`. Classes with fewer than `queries` images, or fewer than `shot` here, are then skipped.
  ///   - groups: the group of each class, such as its alphabet, or nil for a class without one, which is skipped. If
  ///     given, all classes of an episode are from one group, drawn uniformly from those with at least k classes.
  ///   - labels: the number of each class in `Episode.classes` (default: its index in `classes`).
  /// - Throws: `FewShotError.tooFewClasses`, or `FewShotError.groupsTooSmall`.
  public init(
    _ classes: [[Int]], setting: EpisodeSetting, queries: Int, support: [[Int]]? = nil,
    withinGroups groups: [Int?]? = nil, labels: [Int]? = nil
  ) throws(FewShotError) {
    precondition(groups == nil || groups?.count == classes.count, "a group for each class")
    precondition(labels == nil || labels?.count == classes.count, "a label for each class")
    precondition(support == nil || support?.count == classes.count, "support images for each class")
    let needed = support == nil ? setting.shot + queries : queries
    let large = classes.indices.filter { index in
      classes[index].count >= needed && (support.map { $0[index].count >= setting.shot } ?? true)
    }
    self.setting = setting
    self.queries = queries
    self.classes = large.map { classes[$0] }
    self.support = support.map { support in large.map { support[$0] } }
    self.labels = large.map { labels?[$0] ?? $0 }
    guard setting.way > 1, setting.shot > 0, queries > 0, large.count >= setting.way else {
      throw .tooFewClasses(way: setting.way, classes: large.count, imagesNeeded: needed)
    }
    guard let groups else {
      pools = [Array(large.indices)]
      return
    }
    var members: [Int: [Int]] = [:]
    for (position, index) in large.enumerated() {
      if let group = groups[index] { members[group, default: []].append(position) }
    }
    pools = members.sorted { $0.key < $1.key }.map(\.value).filter { $0.count >= setting.way }
    guard !pools.isEmpty else {
      throw .groupsTooSmall(
        way: setting.way, largest: members.values.map(\.count).max() ?? 0, imagesNeeded: needed)
    }
  }

  /// Returns the first `count` episodes of a seed.
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
        if var support = support?[chosen] {
          generator.shufflePrefix(&support, count: setting.shot)
          generator.shufflePrefix(&rows, count: queries)
          episode.support.append(Array(support[..<setting.shot]))
          episode.queries.append(Array(rows[..<queries]))
          episode.classes.append(labels[chosen])
          continue
        }
        generator.shufflePrefix(&rows, count: setting.shot + queries)
        episode.support.append(Array(rows[..<setting.shot]))
        episode.queries.append(Array(rows[setting.shot..<setting.shot + queries]))
        episode.classes.append(labels[chosen])
      }
      return episode
    }
  }
}
