import Foundation
import SiamCore
import SiamFewShot
import Testing

@Suite struct EpisodeListTests {
  /// Six classes of five images; rows differ from ids.
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

  @Test func `a list survives encoding and decoding`() throws {
    let (list, episodes) = try Self.drawn()
    let read = try EpisodeList(json: try list.json())
    #expect(read == list && read.seed == .max)
    #expect(try read.episodes(fingerprint: "abc", images: Self.images, classes: Self.classes) == episodes)
    #expect(try read.json() == list.json())
  }

  @Test func `the rows may be in another order`() throws {
    let (list, episodes) = try Self.drawn()
    let reversed = try list.episodes(
      fingerprint: "abc", images: Self.images.reversed(), classes: Self.classes.reversed())
    #expect(reversed[3].support == episodes[3].support.map { $0.map { 29 - $0 } })
    #expect(reversed[3].classes == episodes[3].classes)
  }

  @Test func `the JSON has the documented fields`() throws {
    let json = try JSONSerialization.jsonObject(with: try Self.drawn().list.json())
    let object = try #require(json as? [String: Any])
    #expect(Set(object.keys) == ["fingerprint", "setting", "queries", "seed", "episodes"])
    let first = try #require((object["episodes"] as? [[String: Any]])?.first)
    #expect((first["classes"] as? [Int])?.count == 3)
    #expect((first["support"] as? [[Int]])?.map(\.count) == [2, 2, 2])
    #expect((first["queries"] as? [[Int]])?.map(\.count) == [1, 1, 1])
  }

  @Test func `a list of other data is rejected`() throws {
    let error = try #require(throws: FewShotError.otherData(found: "abd", expected: "abc")) {
      try Self.drawn().list.episodes(fingerprint: "abd", images: Self.images, classes: Self.classes)
    }
    #expect("\(error)".contains("abc") && "\(error)".contains("abd"))
  }

  /// Changes that make an episode invalid, with a part of the error message.
  static let corruptions: [(message: String, corrupt: @Sendable (inout EpisodeList.Entry) -> Void)] = [
    ("image 7 is not one of the 30", { $0.support[1][0] = ImageID(7) }),
    ("is of class", { $0.support[1][0] = $0.queries[2][0] }),
    ("is listed twice", { $0.support[1][0] = $0.support[1][1] }),
    ("is both a query and in the support set", { $0.queries[1][0] = $0.support[1][1] }),
    ("a class is listed twice", { $0.classes[1] = $0.classes[0] }),
    ("2 classes", { $0.classes.removeLast() }),
    ("2 lists of support images", { $0.support.removeLast() }),
    ("4 of queries", { $0.queries.append([]) }),
    ("1 support images instead of 2", { $0.support[0].removeLast() }),
    ("0 queries instead of 1", { $0.queries[2] = [] }),
  ]

  @Test(arguments: corruptions.indices) func `an invalid episode is rejected`(index: Int) throws {
    var (list, _) = try Self.drawn()
    Self.corruptions[index].corrupt(&list.episodes[1])
    let error = try #require(throws: FewShotError.self) {
      try list.episodes(fingerprint: "abc", images: Self.images, classes: Self.classes)
    }
    #expect("\(error)".hasPrefix("episode 2 "))
    #expect("\(error)".contains(Self.corruptions[index].message), "\(error)")
  }

  @Test func `an invalid setting and an empty list are rejected`() throws {
    var (list, _) = try Self.drawn()
    list.setting.shot = 0
    #expect(throws: FewShotError.self) {
      try list.episodes(fingerprint: "abc", images: Self.images, classes: Self.classes)
    }
    list.setting.shot = 2
    list.episodes = []
    #expect(throws: FewShotError.unreadableEpisodes("it has no episodes")) {
      try list.episodes(fingerprint: "abc", images: Self.images, classes: Self.classes)
    }
  }

  @Test(arguments: [
    ("", "not valid JSON"), ("[1", "not valid JSON"), ("[]", "not a JSON object"), ("{}", "missing"),
    (
      #"{"episodes":[],"fingerprint":"a","queries":1,"seed":-1,"setting":{"way":5,"shot":1}}"#,
      "a number is out of range"
    ),
    (#"{"episodes":[],"fingerprint":"a","queries":1,"seed":1,"setting":{"way":5}}"#, "setting.shot is missing"),
    (
      #"{"episodes":[{"classes":[1],"support":[["x"]],"queries":[]}],"fingerprint":"a","queries":1,"seed":1,"#
        + #""setting":{"way":5,"shot":1}}"#, "episodes[0].support[0][0]"
    ),
  ]) func `an invalid list is rejected with one line`(text: String, message: String) throws {
    let error = try #require(throws: FewShotError.self) { try EpisodeList(json: Data(text.utf8)) }
    #expect("\(error)".contains(message) && !"\(error)".contains("\n"), "\(error)")
  }
}
