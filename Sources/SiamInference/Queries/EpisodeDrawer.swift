package import SiamData
package import SiamCore
import SiamTensors

/// Draws an episode that includes the classes a query names.
///
/// With the same seed, similar queries draw similar episodes: a higher way adds classes, a higher shot adds images, and
/// replacing a class doesn't change the images of the others.
package struct EpisodeDrawer {
  /// The dataset.
  package let dataset: Dataset
  /// The classes to draw from.
  package let classes: [ClassID]

  /// Draws the episode of a query.
  ///
  /// - Throws: `QueryError` if there are too few classes or images, or a named class can't be used.
  package func draw(_ query: EpisodeQuery) throws(QueryError) -> DrawnEpisode {
    let (way, shot, queries) = (query.setting.way, query.setting.shot, query.queries)
    guard way > 1, shot > 0, queries >= 0 else { throw .impossibleEpisode(query.setting, queries: queries) }
    let (needed, overflow) = shot.addingReportingOverflow(queries)
    guard !overflow else { throw .impossibleEpisode(query.setting, queries: queries) }
    let named = try named(query, needed: needed)
    let drawn = try named + others(query, excluding: named, needed: needed)
    var episode = DrawnEpisode(classes: drawn.map(dataset.summary), support: [], queries: [])
    for id in drawn {
      var images = dataset.images(of: id)
      var generator = SeededGenerator(seed: query.seed, purpose: .episodes, step: id.index + 1)
      if dataset.hasSameClasses {
        var support = dataset.supportImages(of: id)
        generator.shufflePrefix(&images, count: queries)
        generator.shufflePrefix(&support, count: shot)
        episode.queries.append(Array(images[..<queries]))
        episode.support.append(Array(support[..<shot]))
        continue
      }
      generator.shufflePrefix(&images, count: needed)
      // Queries are drawn first, so that a higher shot doesn't move any of them into the support set.
      episode.queries.append(Array(images[..<queries]))
      episode.support.append(Array(images[queries..<needed]))
    }
    return episode
  }

  /// Returns the named classes, each once, after checking that they can be used.
  private func named(_ query: EpisodeQuery, needed: Int) throws(QueryError) -> [ClassID] {
    var named: [ClassID] = []
    for id in query.classes where !named.contains(id) {
      guard classes.contains(id) else { throw .notExplored(name(id)) }
      let images = dataset.images(of: id).count
      guard dataset.canDraw(shot: query.setting.shot, queries: query.queries, from: id) else {
        throw .tooFewImages(name(id), images: images, needed: needed)
      }
      named.append(id)
    }
    guard named.count <= query.setting.way else { throw .tooManyNamed(named.count, way: query.setting.way) }
    if query.isWithinGroup, Set(named.map(group)).count > 1 { throw .severalGroups }
    return named
  }

  /// Draws the other classes of the episode.
  private func others(
    _ query: EpisodeQuery, excluding named: [ClassID], needed: Int
  ) throws(QueryError) -> ArraySlice<ClassID> {
    let way = query.setting.way
    var generator = SeededGenerator(seed: query.seed, purpose: .episodes)
    var pool = classes.filter { dataset.canDraw(shot: query.setting.shot, queries: query.queries, from: $0) }
    if query.isWithinGroup {
      pool = try oneGroup(of: pool, named.first, way: way, needed: needed, using: &generator)
    }
    guard pool.count >= way else {
      throw .tooFewClasses(way: way, classes: pool.count, needed: needed, isWithinGroup: query.isWithinGroup)
    }
    pool.removeAll { named.contains($0) }
    generator.shufflePrefix(&pool, count: way - named.count)
    return pool.prefix(way - named.count)
  }

  /// Returns the classes in `pool` of one group: the named class's, or any group that is large enough.
  private func oneGroup(
    of pool: [ClassID], _ named: ClassID?, way: Int, needed: Int, using generator: inout SeededGenerator
  ) throws(QueryError) -> [ClassID] {
    var members: [Int: [ClassID]] = [:]
    for id in pool { if let group = group(id) { members[group, default: []].append(id) } }
    guard !members.isEmpty else { throw .noGroups }
    if let group = named.flatMap(group) { return members[group] ?? [] }
    let large = members.filter { $0.value.count >= way }.sorted { $0.key < $1.key }
    guard !large.isEmpty else {
      let largest = members.values.map(\.count).max() ?? 0
      throw .tooFewClasses(way: way, classes: largest, needed: needed, isWithinGroup: true)
    }
    return large[generator.below(large.count)].value
  }

  private func group(_ id: ClassID) -> Int? { dataset.classes[id.index].group }

  private func name(_ id: ClassID) -> String {
    dataset.classes.indices.contains(id.index) ? dataset.classes[id.index].name : "class \(id.index)"
  }
}
