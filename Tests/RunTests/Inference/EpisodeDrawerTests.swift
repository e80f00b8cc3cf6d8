import SiamData
import SiamCore
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// Episodes that include the classes a query names.
struct EpisodeDrawerTests {
  private let drawer: EpisodeDrawer

  init() throws {
    let dataset = try SmallData.dataset()
    drawer = EpisodeDrawer(dataset: dataset, classes: dataset.classes.map(\.id))
  }

  private static func query(
    _ way: Int, _ shot: Int, queries: Int = 1, _ classes: [Int] = [], seed: UInt64 = 1, isWithinGroup: Bool = false
  ) -> EpisodeQuery {
    EpisodeQuery(
      setting: EpisodeSetting(way: way, shot: shot), queries: queries, classes: classes.map { ClassID($0) },
      isWithinGroup: isWithinGroup, seed: seed)
  }

  @Test func `an episode has k classes with n support images and queries, all distinct`() throws {
    for seed in 0..<20 as Range<UInt64> {
      let episode = try drawer.draw(Self.query(4, 2, queries: 3, seed: seed))
      #expect(Set(episode.classes.map(\.id)).count == 4)
      #expect(episode.support.allSatisfy { $0.count == 2 } && episode.queries.allSatisfy { $0.count == 3 })
      for (index, item) in episode.classes.enumerated() {
        let images = episode.support[index] + episode.queries[index]
        #expect(Set(images).count == 5 && Set(images) == Set(item.images))
      }
      let again = try drawer.draw(Self.query(4, 2, queries: 3, seed: seed))
      #expect(episode == again)
    }
    let drawn = try (0..<20 as Range<UInt64>).map { try drawer.draw(Self.query(4, 2, seed: $0)).classes.map(\.id) }
    #expect(Set(drawn).count > 10, "another seed draws others")
    #expect(Set(drawn.joined()).count == 8, "every class is drawn some time")
  }

  @Test func `named classes come first, and the others are drawn`() throws {
    let episode = try drawer.draw(Self.query(4, 1, [6, 2, 6]))
    #expect(episode.classes.prefix(2).map(\.id) == [ClassID(6), ClassID(2)])
    #expect(episode.classes[0].name == "bar 6" && Set(episode.classes.map(\.id)).count == 4)
  }

  @Test func `a higher way, a higher shot or another class leaves the other images unchanged`() throws {
    let small = try drawer.draw(Self.query(3, 1))
    let wider = try drawer.draw(Self.query(5, 1))
    #expect(wider.classes.prefix(3) == small.classes[...] && Array(wider.support.prefix(3)) == small.support)
    let deeper = try drawer.draw(Self.query(3, 4))
    #expect(deeper.classes == small.classes && deeper.queries == small.queries)
    #expect(zip(deeper.support, small.support).allSatisfy { $0[0] == $1[0] })
    let named = small.classes[0].id.index
    let other = try drawer.draw(Self.query(3, 1, [named]))
    #expect(other.support[0] == small.support[0])
  }

  @Test func `an impossible episode is rejected with a remedy`() throws {
    let some = EpisodeDrawer(dataset: drawer.dataset, classes: drawer.classes.suffix(3))
    let cases: [(EpisodeQuery, String)] = [
      (Self.query(4, 1), "needs 4 classes with 2 images, but there are 3"),
      (Self.query(3, 5), "needs 3 classes with 6 images, but there are 0"),
      (Self.query(2, 5, [7]), "bar 7 has 5 images"),
      (Self.query(2, 1, [0]), "bar 0 is not among"),
      (Self.query(2, 1, [99]), "class 99 is not among"),
      (Self.query(2, 1, [5, 6, 7]), "3 classes are chosen for a 2-way"),
      (Self.query(1, 1), "at least 2 classes"),
      (Self.query(2, .max), "1 support image"),
      (Self.query(2, 1, isWithinGroup: true), "no groups"),
    ]
    for (query, text) in cases {
      let error = #expect(throws: QueryError.self) { try some.draw(query) }
      #expect(error?.description.contains(text) == true, "\(error?.description ?? "")")
    }
  }

  @Test func `within a group all classes are from the named class's group, or from one that is large enough`() throws {
    let glyphs = try Dataset.glyphs()
    let drawer = EpisodeDrawer(dataset: glyphs, classes: glyphs.validation)
    for seed in 0..<6 as Range<UInt64> {
      let episode = try drawer.draw(Self.query(5, 1, seed: seed, isWithinGroup: true))
      #expect(Set(episode.classes.map(\.group)).count == 1 && episode.classes[0].group != nil)
      let chosen = try #require(glyphs.validation.randomElement())
      let own = try drawer.draw(Self.query(5, 1, [chosen.index], seed: seed, isWithinGroup: true))
      #expect(Set(own.classes.map(\.group)).count == 1 && own.classes[0].id == chosen)
    }
    let groups = Dictionary(grouping: glyphs.validation) { glyphs.classes[$0.index].group }.values
    let two = try #require(groups.first?.first).index
    let other = try #require(groups.dropFirst().first?.first).index
    #expect(throws: QueryError.severalGroups) {
      try drawer.draw(Self.query(5, 1, [two, other], isWithinGroup: true))
    }
    let error = #expect(throws: QueryError.self) { try drawer.draw(Self.query(400, 1, isWithinGroup: true)) }
    #expect(error?.description.contains("within a group") == true)
  }
}
