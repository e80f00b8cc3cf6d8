import SiamFewShot
import SiamMessages
import Testing

@Suite struct EpisodeTests {
  /// Classes of different sizes, rows numbered through.
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

  @Test(arguments: settings) func `an episode can't flatter`(_ setting: EpisodeSetting) throws {
    let queries = 2
    let sampler = try EpisodeSampler(Self.classes, setting: setting, queries: queries)
    var firsts: Set<Int> = []
    for episode in sampler.episodes(200, seed: 3) {
      #expect(episode.support.count == setting.way && episode.queries.count == setting.way)
      var classes: Set<Int> = []
      for (support, queries) in zip(episode.support, episode.queries) {
        let rows = support + queries
        #expect(support.count == setting.shot && queries.count == 2)
        #expect(Set(rows).count == rows.count, "an image stands twice")
        let owner = try #require(Self.classes.firstIndex { $0.contains(rows[0]) })
        #expect(rows.allSatisfy { Self.classes[owner].contains($0) }, "a row of another class")
        #expect(classes.insert(owner).inserted, "a class stands twice")
        if classes.count == 1 { firsts.insert(owner) }
      }
    }
    #expect(firsts.count > 6, "episodes differ")
  }

  @Test func `episodes are a function of seed and number`() throws {
    let sampler = try EpisodeSampler(Self.classes, setting: Self.settings[1], queries: 2)
    let many = sampler.episodes(50, seed: 1)
    #expect(Array(many.prefix(20)) == sampler.episodes(20, seed: 1))
    #expect(many != sampler.episodes(50, seed: 2))
    #expect(Set(many.map { "\($0)" }).count == many.count)
  }

  @Test func `more ways than classes are refused with what to change`() throws {
    let error = try #require(throws: FewShotError.self) {
      try EpisodeSampler(Self.classes, setting: EpisodeSetting(way: 13, shot: 1), queries: 1)
    }
    #expect("\(error)".contains("13") && "\(error)".contains("--way"))
    // Classes that are too small don't count.
    #expect(throws: FewShotError.self) {
      try EpisodeSampler(Self.classes, setting: EpisodeSetting(way: 12, shot: 3), queries: 2)
    }
  }
}
