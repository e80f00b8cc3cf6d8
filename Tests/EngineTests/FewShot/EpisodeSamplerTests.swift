import SiamCore
import SiamFewShot
import Testing

@Suite struct EpisodeSamplerTests {
  /// Classes of different sizes, with consecutive rows.
  static let classes: [[Int]] = {
    var next = 0
    return (0..<12).map { index in
      let count = 4 + index % 5
      defer { next += count }
      return Array(next..<next + count)
    }
  }()

  static let settings = [
    EpisodeSetting(way: 2, shot: 1), EpisodeSetting(way: 5, shot: 1), EpisodeSetting(way: 5, shot: 3),
  ]

  @Test(arguments: settings) func `classes and images of an episode are distinct`(_ setting: EpisodeSetting) throws {
    let queries = 2
    let sampler = try EpisodeSampler(Self.classes, setting: setting, queries: queries)
    var firsts: Set<Int> = []
    for episode in sampler.episodes(200, seed: 3) {
      #expect(episode.support.count == setting.way && episode.queries.count == setting.way)
      var classes: Set<Int> = []
      for (support, queries) in zip(episode.support, episode.queries) {
        let rows = support + queries
        #expect(support.count == setting.shot && queries.count == 2)
        #expect(Set(rows).count == rows.count, "an image occurs twice")
        let owner = try #require(Self.classes.firstIndex { $0.contains(rows[0]) })
        #expect(rows.allSatisfy { Self.classes[owner].contains($0) }, "a row of another class")
        #expect(classes.insert(owner).inserted, "a class occurs twice")
        if classes.count == 1 { firsts.insert(owner) }
      }
    }
    #expect(firsts.count > 6, "episodes differ")
  }

  @Test func `support images may come from rows of their own`() throws {
    let support = Self.classes.indices.map { [1_000 + 10 * $0, 1_001 + 10 * $0, 1_002 + 10 * $0].dropLast($0 % 3) }
      .map { Array($0) }
    for (shot, queries, usable) in [(1, 4, 12), (2, 4, 8), (3, 4, 4), (1, 5, 9)] {
      let setting = EpisodeSetting(way: 3, shot: shot)
      let sampler = try EpisodeSampler(Self.classes, setting: setting, queries: queries, support: support)
      var drawn: Set<Int> = []
      for episode in sampler.episodes(300, seed: 5) {
        for (label, (supports, found)) in zip(episode.classes, zip(episode.support, episode.queries)) {
          #expect(supports.count == shot && Set(supports).count == shot && supports.allSatisfy(support[label].contains))
          #expect(Set(found).count == queries && found.allSatisfy(Self.classes[label].contains))
          drawn.insert(label)
        }
      }
      #expect(drawn.count == usable, "\(shot)-shot with \(queries) queries")
    }
    #expect(throws: FewShotError.self) {
      try EpisodeSampler(Self.classes, setting: EpisodeSetting(way: 5, shot: 3), queries: 4, support: support)
    }
  }

  @Test func `an episode depends only on the seed and its number`() throws {
    let sampler = try EpisodeSampler(Self.classes, setting: Self.settings[1], queries: 2)
    let many = sampler.episodes(50, seed: 1)
    #expect(Array(many.prefix(20)) == sampler.episodes(20, seed: 1))
    #expect(many != sampler.episodes(50, seed: 2))
    #expect(Set(many.map { "\($0)" }).count == many.count)
  }

  @Test func `a way above the number of classes is rejected with a remedy`() throws {
    let error = try #require(throws: FewShotError.self) {
      try EpisodeSampler(Self.classes, setting: EpisodeSetting(way: 13, shot: 1), queries: 1)
    }
    #expect("\(error)".contains("13") && "\(error)".contains("--way"))
    // Classes that are too small don't count.
    #expect(throws: FewShotError.self) {
      try EpisodeSampler(Self.classes, setting: EpisodeSetting(way: 12, shot: 3), queries: 2)
    }
  }

  /// Classes 0…3, 4…9 and 10 are in groups 5, 2 and 9; class 11 has no group.
  static let groups: [Int?] = Array(repeating: 5, count: 4) + Array(repeating: 2, count: 6) + [9, nil]

  @Test func `within groups, all classes of an episode are from one group`() throws {
    let setting = EpisodeSetting(way: 4, shot: 1)
    let sampler = try EpisodeSampler(Self.classes, setting: setting, queries: 2, withinGroups: Self.groups)
    var drawn: [Int: Int] = [:]
    for episode in sampler.episodes(400, seed: 3) {
      let groups = Set(episode.classes.map { Self.groups[$0] })
      #expect(groups.count == 1 && Set(episode.classes).count == 4)
      drawn[try #require(groups.first ?? nil), default: 0] += 1
    }
    #expect(Set(drawn.keys) == [5, 2])
    #expect(drawn.values.allSatisfy { $0 > 150 }, "groups are equally likely, whatever their size")
  }

  @Test func `groups that are all too small are rejected with the size of the largest`() throws {
    let error = try #require(throws: FewShotError.groupsTooSmall(way: 7, largest: 6, imagesNeeded: 3)) {
      try EpisodeSampler(
        Self.classes, setting: EpisodeSetting(way: 7, shot: 1), queries: 2, withinGroups: Self.groups)
    }
    #expect("\(error)".contains("--way"))
    // Classes that are too small don't count: 4, 9 and so on have 8 images, 0, 5 and 10 four.
    #expect(throws: FewShotError.groupsTooSmall(way: 4, largest: 2, imagesNeeded: 8)) {
      try EpisodeSampler(
        Self.classes + Self.classes, setting: EpisodeSetting(way: 4, shot: 7), queries: 1,
        withinGroups: (0..<24).map { $0 < 12 ? 0 : 1 })
    }
  }

  @Test func `an episode has the numbers of its classes`() throws {
    let large = Self.classes.indices.filter { Self.classes[$0].count >= 7 }
    let setting = EpisodeSetting(way: 2, shot: 3)
    let plain = try EpisodeSampler(Self.classes, setting: setting, queries: 4).episodes(30, seed: 2)
    let labels = Self.classes.indices.map { 100 - $0 }
    let labelled = try EpisodeSampler(Self.classes, setting: setting, queries: 4, labels: labels)
    for (episode, other) in zip(plain, labelled.episodes(30, seed: 2)) {
      for (label, rows) in zip(episode.classes, episode.support) {
        #expect(large.contains(label) && Self.classes[label].contains(rows[0]))
      }
      #expect(other.support == episode.support && other.classes == episode.classes.map { 100 - $0 })
    }
    #expect(Episode(support: [[1], [2]], queries: [[3], [4]]).classes == [0, 1])
  }

  @Test func `the episodes of a seed are the same as in earlier versions`() throws {
    let sampler = try EpisodeSampler(Self.classes, setting: Self.settings[2], queries: 2)
    let first = sampler.episodes(1, seed: 1)[0]
    #expect(first.support == [[11, 14, 12], [35, 34, 37], [39, 44, 41], [65, 67, 68], [23, 28, 22]])
    #expect(first.queries == [[9, 13], [38, 36], [42, 40], [66, 64], [26, 27]])
  }
}
