import SiamData
import SiamMessages
import Testing

@testable import SiamTraining

/// Episodes drawn around classes somebody chose.
struct EpisodeDrawTests {
  private let draw: EpisodeDraw

  init() throws {
    let dataset = try SmallData.dataset()
    draw = EpisodeDraw(dataset: dataset, classes: dataset.classes.map(\.id))
  }

  private static func question(
    _ way: Int, _ shot: Int, queries: Int = 1, _ classes: [Int] = [], seed: UInt64 = 1, isWithinGroup: Bool = false
  ) -> EpisodeQuestion {
    EpisodeQuestion(
      setting: EpisodeSetting(way: way, shot: shot), queries: queries, classes: classes.map { ClassID($0) },
      isWithinGroup: isWithinGroup, seed: seed)
  }

  @Test func `it has k classes, n images and the queries, none twice, each of its class`() throws {
    for seed in 0..<20 as Range<UInt64> {
      let episode = try draw.draw(Self.question(4, 2, queries: 3, seed: seed))
      #expect(Set(episode.classes.map(\.id)).count == 4)
      #expect(episode.support.allSatisfy { $0.count == 2 } && episode.queries.allSatisfy { $0.count == 3 })
      for (place, item) in episode.classes.enumerated() {
        let images = episode.support[place] + episode.queries[place]
        #expect(Set(images).count == 5 && Set(images) == Set(item.images))
      }
      let again = try draw.draw(Self.question(4, 2, queries: 3, seed: seed))
      #expect(episode == again)
    }
    let drawn = try (0..<20 as Range<UInt64>).map { try draw.draw(Self.question(4, 2, seed: $0)).classes.map(\.id) }
    #expect(Set(drawn).count > 10, "another seed draws others")
    #expect(Set(drawn.joined()).count == 8, "every class is drawn some time")
  }

  @Test func `chosen classes come first, and the others are drawn`() throws {
    let episode = try draw.draw(Self.question(4, 1, [6, 2, 6]))
    #expect(episode.classes.prefix(2).map(\.id) == [ClassID(6), ClassID(2)])
    #expect(episode.classes[0].name == "bar 6" && Set(episode.classes.map(\.id)).count == 4)
  }

  @Test func `more ways, more shots and another class leave the rest as it was`() throws {
    let small = try draw.draw(Self.question(3, 1))
    let wider = try draw.draw(Self.question(5, 1))
    #expect(wider.classes.prefix(3) == small.classes[...] && Array(wider.support.prefix(3)) == small.support)
    let deeper = try draw.draw(Self.question(3, 4))
    #expect(deeper.classes == small.classes && deeper.queries == small.queries)
    #expect(zip(deeper.support, small.support).allSatisfy { $0[0] == $1[0] })
    let kept = small.classes[0].id.index
    let other = try draw.draw(Self.question(3, 1, [kept]))
    #expect(other.support[0] == small.support[0])
  }

  @Test func `what can't be drawn is refused, with what to change`() throws {
    let some = EpisodeDraw(dataset: draw.dataset, classes: draw.classes.suffix(3))
    let cases: [(EpisodeQuestion, String)] = [
      (Self.question(4, 1), "needs 4 classes with 2 images, and there are 3"),
      (Self.question(3, 5), "needs 3 classes with 6 images, and there are 0"),
      (Self.question(2, 5, [7]), "bar 7 has 5 images"),
      (Self.question(2, 1, [0]), "bar 0 is not among"),
      (Self.question(2, 1, [99]), "class 99 is not among"),
      (Self.question(2, 1, [5, 6, 7]), "3 classes were chosen for a 2-way"),
      (Self.question(1, 1), "2 classes or more"),
      (Self.question(2, .max), "1 support image"),
      (Self.question(2, 1, isWithinGroup: true), "no groups"),
    ]
    for (question, words) in cases {
      let error = #expect(throws: QuestionError.self) { try some.draw(question) }
      #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
  }

  @Test func `within a group all classes are of the chosen one's, or of one that is large enough`() throws {
    let glyphs = try Dataset.glyphs()
    let draw = EpisodeDraw(dataset: glyphs, classes: glyphs.validation)
    for seed in 0..<6 as Range<UInt64> {
      let episode = try draw.draw(Self.question(5, 1, seed: seed, isWithinGroup: true))
      #expect(Set(episode.classes.map(\.group)).count == 1 && episode.classes[0].group != nil)
      let chosen = try #require(glyphs.validation.randomElement())
      let own = try draw.draw(Self.question(5, 1, [chosen.index], seed: seed, isWithinGroup: true))
      #expect(Set(own.classes.map(\.group)).count == 1 && own.classes[0].id == chosen)
    }
    let groups = Dictionary(grouping: glyphs.validation) { glyphs.classes[$0.index].group }.values
    let two = try #require(groups.first?.first).index
    let other = try #require(groups.dropFirst().first?.first).index
    #expect(throws: QuestionError.severalGroups) {
      try draw.draw(Self.question(5, 1, [two, other], isWithinGroup: true))
    }
    let error = #expect(throws: QuestionError.self) { try draw.draw(Self.question(400, 1, isWithinGroup: true)) }
    #expect(error?.description.contains("within a group") == true)
  }
}
