internal import SiamData
internal import SiamMessages
internal import SiamTensors

/// Draws an episode around classes somebody chose.
///
/// What the seed draws stays as far as it can when the question changes a little: more ways add classes, more shots
/// add images, and another class of the support set leaves the images of the others alone.
struct EpisodeDraw {
  let dataset: Dataset
  /// What may be drawn.
  let classes: [ClassID]

  /// The episode of a question; throws `QuestionError`.
  func draw(_ question: EpisodeQuestion) throws(QuestionError) -> DrawnEpisode {
    let (way, shot, queries) = (question.setting.way, question.setting.shot, question.queries)
    guard way > 1, shot > 0, queries >= 0 else { throw .impossibleEpisode(question.setting, queries: queries) }
    let (needed, overflow) = shot.addingReportingOverflow(queries)
    guard !overflow else { throw .impossibleEpisode(question.setting, queries: queries) }
    let named = try named(question, needed: needed)
    let drawn = try named + others(question, beside: named, needed: needed)
    var episode = DrawnEpisode(classes: drawn.map(dataset.summary), support: [], queries: [])
    for id in drawn {
      var images = dataset.images(of: id)
      var generator = SeededGenerator(seed: question.seed, purpose: .episodes, step: id.index + 1)
      generator.shufflePrefix(&images, count: needed)
      // The queries first: another shot more takes none of them into the support set.
      episode.queries.append(Array(images[..<queries]))
      episode.support.append(Array(images[queries..<needed]))
    }
    return episode
  }

  /// The chosen classes, each once, seen to be fit.
  private func named(_ question: EpisodeQuestion, needed: Int) throws(QuestionError) -> [ClassID] {
    var named: [ClassID] = []
    for id in question.classes where !named.contains(id) {
      guard classes.contains(id) else { throw .notExplored(name(id)) }
      let images = dataset.images(of: id).count
      guard images >= needed else { throw .tooFewImages(name(id), images: images, needed: needed) }
      named.append(id)
    }
    guard named.count <= question.setting.way else { throw .tooManyNamed(named.count, way: question.setting.way) }
    if question.isWithinGroup, Set(named.map(group)).count > 1 { throw .severalGroups }
    return named
  }

  /// Classes drawn to fill the episode.
  private func others(
    _ question: EpisodeQuestion, beside named: [ClassID], needed: Int
  ) throws(QuestionError) -> ArraySlice<ClassID> {
    let way = question.setting.way
    var generator = SeededGenerator(seed: question.seed, purpose: .episodes)
    var pool = classes.filter { dataset.images(of: $0).count >= needed }
    if question.isWithinGroup {
      pool = try oneGroup(of: pool, named.first, way: way, needed: needed, using: &generator)
    }
    guard pool.count >= way else {
      throw .tooFewClasses(way: way, classes: pool.count, needed: needed, isWithinGroup: question.isWithinGroup)
    }
    pool.removeAll { named.contains($0) }
    generator.shufflePrefix(&pool, count: way - named.count)
    return pool.prefix(way - named.count)
  }

  /// The classes of one group of `pool`: that of a chosen class, else one that is large enough.
  private func oneGroup(
    of pool: [ClassID], _ named: ClassID?, way: Int, needed: Int, using generator: inout SeededGenerator
  ) throws(QuestionError) -> [ClassID] {
    var members: [Int: [ClassID]] = [:]
    for id in pool { if let group = group(id) { members[group, default: []].append(id) } }
    guard !members.isEmpty else { throw .noGroups }
    if let group = named.flatMap(group) { return members[group] ?? [] }
    let large = members.filter { $0.value.count >= way }.sorted { $0.key < $1.key }
    guard !large.isEmpty else {
      let most = members.values.map(\.count).max() ?? 0
      throw .tooFewClasses(way: way, classes: most, needed: needed, isWithinGroup: true)
    }
    return large[generator.below(large.count)].value
  }

  private func group(_ id: ClassID) -> Int? { dataset.classes[id.index].group }

  private func name(_ id: ClassID) -> String {
    dataset.classes.indices.contains(id.index) ? dataset.classes[id.index].name : "class \(id.index)"
  }
}
