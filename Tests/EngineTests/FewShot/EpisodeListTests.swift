import Foundation
import SiamFewShot
import SiamMessages
import Testing

@Suite struct EpisodeListTests {
  /// Six held-out classes of five images; rows are not ids.
  static let images = (0..<30).map { ImageID(100 + 3 * $0) }
  static let classes = (0..<30).map { ClassID(40 + $0 / 5) }
  static let rows = (0..<6).map { Array($0 * 5..<$0 * 5 + 5) }
  static let setting = EpisodeSetting(way: 3, shot: 2)

  static func drawn() throws -> (list: EpisodeList, episodes: [Episode]) {
    let sampler = try EpisodeSampler(rows, setting: setting, queries: 1, labels: Array(40..<46))
    let episodes = sampler.episodes(20, seed: .max)
    let list = EpisodeList(
      episodes, setting: setting, queries: 1, seed: .max, fingerprint: "abc", images: images, classes: classes)
    return (list, episodes)
  }

  @Test func `a list read back gives the same episodes`() throws {
    let (list, episodes) = try Self.drawn()
    let read = try EpisodeList(json: try list.json())
    #expect(read == list && read.seed == .max)
    #expect(try read.episodes(fingerprint: "abc", images: Self.images, classes: Self.classes) == episodes)
    #expect(try read.json() == list.json())
  }

  @Test func `rows may be in another order`() throws {
    let (list, episodes) = try Self.drawn()
    let turned = try list.episodes(
      fingerprint: "abc", images: Self.images.reversed(), classes: Self.classes.reversed())
    #expect(turned[3].support == episodes[3].support.map { $0.map { 29 - $0 } })
    #expect(turned[3].classes == episodes[3].classes)
  }

  @Test func `the JSON has the fields others rely on`() throws {
    let json = try JSONSerialization.jsonObject(with: try Self.drawn().list.json())
    let object = try #require(json as? [String: Any])
    #expect(Set(object.keys) == ["fingerprint", "setting", "queries", "seed", "episodes"])
    let first = try #require((object["episodes"] as? [[String: Any]])?.first)
    #expect((first["classes"] as? [Int])?.count == 3)
    #expect((first["support"] as? [[Int]])?.map(\.count) == [2, 2, 2])
    #expect((first["queries"] as? [[Int]])?.map(\.count) == [1, 1, 1])
  }

  @Test func `other data are refused`() throws {
    let error = try #require(throws: FewShotError.otherData(found: "abd", expected: "abc")) {
      try Self.drawn().list.episodes(fingerprint: "abd", images: Self.images, classes: Self.classes)
    }
    #expect("\(error)".contains("abc") && "\(error)".contains("abd"))
  }

  /// Spoils the second episode of a list; what is said of it.
  static let spoilings: [(words: String, spoil: @Sendable (inout EpisodeList.Entry) -> Void)] = [
    ("image 7 is none of the 30", { $0.support[1][0] = ImageID(7) }),
    ("is of class", { $0.support[1][0] = $0.queries[2][0] }),
    ("stands twice", { $0.support[1][0] = $0.support[1][1] }),
    ("is a query and in its support set", { $0.queries[1][0] = $0.support[1][1] }),
    ("a class stands twice", { $0.classes[1] = $0.classes[0] }),
    ("2 classes", { $0.classes.removeLast() }),
    ("2 lists of support images", { $0.support.removeLast() }),
    ("4 of queries", { $0.queries.append([]) }),
    ("1 support images instead of 2", { $0.support[0].removeLast() }),
    ("0 queries instead of 1", { $0.queries[2] = [] }),
  ]

  @Test(arguments: spoilings.indices) func `an episode that flatters or doesn't fit is refused`(index: Int) throws {
    var (list, _) = try Self.drawn()
    Self.spoilings[index].spoil(&list.episodes[1])
    let error = try #require(throws: FewShotError.self) {
      try list.episodes(fingerprint: "abc", images: Self.images, classes: Self.classes)
    }
    #expect("\(error)".hasPrefix("episode 2 "))
    #expect("\(error)".contains(Self.spoilings[index].words), "\(error)")
  }

  @Test func `a setting that is none and an empty list are refused`() throws {
    var (list, _) = try Self.drawn()
    list.setting.shot = 0
    #expect(throws: FewShotError.self) {
      try list.episodes(fingerprint: "abc", images: Self.images, classes: Self.classes)
    }
    list.setting.shot = 2
    list.episodes = []
    #expect(throws: FewShotError.unreadableEpisodes("it has no episode")) {
      try list.episodes(fingerprint: "abc", images: Self.images, classes: Self.classes)
    }
  }

  @Test(arguments: [
    ("", "is no JSON"), ("[1", "is no JSON"), ("[]", "no JSON object"), ("{}", "missing"),
    (#"{"episodes":[],"fingerprint":"a","queries":1,"seed":-1,"setting":{"way":5,"shot":1}}"#, "a number in it"),
    (#"{"episodes":[],"fingerprint":"a","queries":1,"seed":1,"setting":{"way":5}}"#, "setting.shot is missing"),
    (
      #"{"episodes":[{"classes":[1],"support":[["x"]],"queries":[]}],"fingerprint":"a","queries":1,"seed":1,"#
        + #""setting":{"way":5,"shot":1}}"#, "episodes[0].support[0][0]"
    ),
  ]) func `what is no list is refused in one line`(text: String, words: String) throws {
    let error = try #require(throws: FewShotError.self) { try EpisodeList(json: Data(text.utf8)) }
    #expect("\(error)".contains(words) && !"\(error)".contains("\n"), "\(error)")
  }
}
