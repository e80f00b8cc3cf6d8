public import SiamMessages
internal import SiamTensors

/// One support set and its queries, as rows of an embedding table.
public struct Episode: Equatable, Sendable {
  /// k classes of n rows each.
  public var support: [[Int]]
  /// q rows of each of the k classes, in the same order; none of them is in `support`.
  public var queries: [[Int]]

  /// An episode of one's own choosing.
  public init(support: [[Int]], queries: [[Int]]) {
    self.support = support
    self.queries = queries
  }
}

/// Draws episodes: distinct classes, distinct images, no query in its own support set, every episode by seed and
/// number.
public struct EpisodeSampler: Sendable {
  /// k and n.
  public let setting: EpisodeSetting
  /// Queries of each class.
  public let queries: Int
  private let classes: [[Int]]

  /// Episodes over some classes, each given as its rows in the embedding table.
  ///
  /// Classes with fewer than `shot + queries` rows are left out.
  ///
  /// - Throws: `FewShotError.tooFewClasses`.
  public init(_ classes: [[Int]], setting: EpisodeSetting, queries: Int) throws(FewShotError) {
    let needed = setting.shot + queries
    self.setting = setting
    self.queries = queries
    self.classes = classes.filter { $0.count >= needed }
    guard setting.way > 1, setting.shot > 0, queries > 0, self.classes.count >= setting.way else {
      throw .tooFewClasses(way: setting.way, classes: self.classes.count, imagesNeeded: needed)
    }
  }

  /// The first `count` episodes of a seed.
  public func episodes(_ count: Int, seed: UInt64) -> [Episode] {
    var order = Array(classes.indices)
    return (0..<count).map { number in
      var generator = SeededGenerator(
        seed: seed &+ UInt64(setting.way &* 1_000_003 &+ setting.shot), purpose: .episodes, step: number)
      for index in order.indices { order[index] = index }
      generator.shufflePrefix(&order, count: setting.way)
      var episode = Episode(support: [], queries: [])
      for chosen in order.prefix(setting.way) {
        var rows = classes[chosen]
        generator.shufflePrefix(&rows, count: setting.shot + queries)
        episode.support.append(Array(rows[..<setting.shot]))
        episode.queries.append(Array(rows[setting.shot..<setting.shot + queries]))
      }
      return episode
    }
  }
}
