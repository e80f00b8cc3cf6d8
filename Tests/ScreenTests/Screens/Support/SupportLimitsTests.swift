import SiamCanvas
import SiamCore
import Testing

@testable import SiamScreens

/// The Support screen on few classes or images.
struct SupportLimitsTests {
  private static func classes(_ sizes: [Int], groups: [String?] = []) -> [ClassSummary] {
    sizes.enumerated().map { index, images in
      ClassSummary(
        id: ClassID(index), name: "class \(index)", group: index < groups.count ? groups[index] : nil,
        images: (0..<images).map { ImageID(100 * index + $0) })
    }
  }

  /// The Support screen, once the classes are known.
  private static func opened(_ sizes: [Int], groups: [String?] = []) -> Stage {
    var stage = Stage(width: 100, height: 30)
    var run = SimulatedRun()
    stage.play(run.events(to: 5))
    stage.model.unseen = UnseenClasses(classes: classes(sizes, groups: groups), ink: SimulatedResults.ink)
    stage.model.fitSupport()
    stage.press(.character("4"))
    return stage
  }

  private static func lastNote(_ stage: Stage) -> String { stage.model.log.entries.last?.text ?? "" }

  @Test(arguments: [
    ([4, 4, 4], 3, 1, 3), ([2, 2], 2, 1, 1), ([9, 9, 9, 9, 9, 9], 5, 1, 3), ([3, 3, 1, 1, 1, 1], 2, 1, 2),
    ([1, 1, 1], 3, 1, 0),
  ]) func `it opens with the ways that exist`(_ sizes: [Int], _ way: Int, _ shot: Int, _ queries: Int) {
    let stage = Self.opened(sizes)
    let query = stage.model.episodeQuery
    #expect(query.setting == EpisodeSetting(way: way, shot: shot) && query.queries == queries)
    #expect((way == 5) == !Self.lastNote(stage).contains("instead of 5-way"), "\(Self.lastNote(stage))")
  }

  @Test func `keys and commands stop at what exists, and say why`() {
    var stage = Self.opened([3, 3, 3])
    stage.press(.character("]"))
    #expect(stage.model.support.setting.way == 3)
    #expect(Self.lastNote(stage) == "4-way 1-shot needs 4 classes of at least 2 images; there are 3")
    stage.press(.character("}"))
    #expect(stage.model.support.setting.shot == 2)
    stage.press(.character("}"))
    #expect(stage.model.support.setting.shot == 2)
    #expect(Self.lastNote(stage) == "3-way 3-shot needs 3 classes of at least 4 images; there are 0")
    for line in ["way 4", "shot 3"] {
      #expect(throws: CommandProblem.self) { try Command.run(line, on: &stage.model) }
    }
    #expect(stage.model.support.setting == EpisodeSetting(way: 3, shot: 2))
    stage.press(.character("["), .character("{"))
    #expect(stage.model.support.setting == EpisodeSetting(way: 2, shot: 1))
  }

  @Test func `within a group there are as many ways as its classes`() {
    var stage = Self.opened([5, 5, 5, 5, 5, 5], groups: ["a", "a", "b", "b", "b", "c"])
    #expect(stage.model.support.setting.way == 5)
    stage.press(.character("i"))
    #expect(stage.model.support.setting.way == 3)
    stage.press(.character("]"))
    #expect(Self.lastNote(stage).contains("the largest group has 3"))
  }

  @Test func `a class with too few images can't be chosen`() {
    var stage = Self.opened([5, 1, 5, 5, 5, 5])
    stage.model.toggleClass(at: 1)
    #expect(stage.model.support.chosen.isEmpty)
    #expect(Self.lastNote(stage) == "class 1 has 1 image; 1-shot needs 1 and one as a query")
    stage.model.toggleClass(at: 0)
    #expect(stage.model.support.chosen == [ClassID(0)])
  }
}
