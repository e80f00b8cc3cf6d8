import Testing

@testable import SiamData

/// The rules of `--class-from` and `--group-from`.
struct NameRuleTests {
  /// The class of a file by a rule, or nil.
  private func className(_ path: String, _ rule: String) throws -> String? {
    let parts = path.split(separator: "/").map { Array($0.utf8) }
    return try NameRule(rule, role: .className).find(in: parts, role: .className).className
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("stem before _", "cat_001.jpg", "cat"), ("stem before _", "a/b_c_1.png", "b"),
    ("stem before last _", "b_c_1.png", "b_c"),
    ("name before _", "0002_c1s1_000451_03.jpg", "0002"), ("stem before .", "cat.0.jpg", "cat"),
    ("stem before -", "x-1", "x"), ("stem before ' '", "cat (1).jpg", "cat"), ("stem before  ", "cat (1).jpg", "cat"),
    ("stem before __", "a_b__c.png", "a_b"), ("stem before .", "subject01.happy", "subject01"),
    ("stem before _", "日本_1.png", "日本"), ("stem without numbers", "american_bulldog_12.jpg", "american_bulldog"),
    ("stem without numbers", "cat1.jpg", "cat"), ("stem without numbers", "cat (3).jpg", "cat"),
    ("stem without numbers", "Black_Footed_Albatross_0001_796111.jpg", "Black_Footed_Albatross"),
    ("stem without numbers", "class01_3.png", "class01"), ("folder", "a/b/c.png", "b"),
    ("{class}_{instance}", "cat_001.jpg", "cat"), ("{class}_{number}", "american_bulldog_12.jpg", "american_bulldog"),
    ("{class}.{number}", "cat.0.jpg", "cat"), ("{x}-{class}-{y}", "1-two-3-4.png", "two"),
    ("{class}/{camera}/{instance}", "top/id7/cam1/3.png", "id7"), ("id{class}", "id42.png", "42"),
    (#"regex:^(\d{4})_"#, "0002_c1.jpg", "0002"), (#"regex:s(\d+)"#, "a/x_s12.png", "12"),
    (#"regex:^([^/]+)/.*/"#, "one/two/three.png", "one"), (#"regex:(?<class>[a-z]+)-(\d)"#, "12-cat-3.png", "cat"),
    (#"regex:\.(happy)"#, "subject01.happy", "happy"),
  ])
  func `a rule finds the class`(rule: String, path: String, expected: String) throws {
    #expect(try className(path, rule) == expected)
  }

  @Test(arguments: [
    ("stem before _", "cat.jpg"), ("stem before _", "_1.png"), ("stem before last _", "x.png"),
    ("stem without numbers", "cat.jpg"), ("stem without numbers", "0001.jpg"), ("folder", "x.png"),
    ("{class}_{number}", "cat_x.png"), ("{class}/{x}", "y.png"), (#"regex:^(\d{4})_"#, "-1_c1.jpg"),
    (#"regex:(x?)"#, "y"),
  ])
  func `a rule that doesn't fit finds no class`(rule: String, path: String) throws {
    #expect(try className(path, rule) == nil)
  }

  @Test func `a name that isn't UTF-8 is used as it is`() throws {
    let name: [UInt8] = [0xE9, 0x5F, 0x31]
    #expect(try NameRule("stem before _", role: .className).find(in: [name], role: .className).className == [0xE9])
  }

  @Test func `a template or expression may name the group as well`() throws {
    for rule in ["{group}_{class}_{n}", #"regex:(?<group>\w+?)_(?<class>[a-z]+)_"#] {
      let found = try NameRule(rule, role: .className).find(in: [Array("animals_cat_1.png".utf8)], role: .className)
      #expect(found == NameRule.Found(className: Array("cat".utf8), group: Array("animals".utf8)))
    }
    let group = try NameRule("{group}-{x}", role: .group).find(in: [Array("a-1.png".utf8)], role: .group)
    #expect(group == NameRule.Found(group: Array("a".utf8)))
  }

  @Test(arguments: [
    "", "stem", "stem before ", "before _", "{instance}", "{class", "{class}_{", "regex:", "regex:abc", "regex:(",
    "regex:[a",
    "regex:(?<class", "regex:(a)\\", "regex:(a){99999999999}", "folder 2",
  ])
  func `an invalid rule is a one-line error`(rule: String) throws {
    let error = #expect(throws: NameRule.Problem.self) { try NameRule(rule, role: .className) }
    let text = error?.description ?? ""
    #expect(text.contains("--class-from") && !text.contains("\n") && text.utf8.count < 300, "\(text)")
  }

  @Test(.timeLimit(.minutes(10)), arguments: ["(a+)+$", "(a|aa)+$", "(.*a){20}$", "((a*)*)*b"])
  func `an expression that backtracks without end is an error`(pattern: String) throws {
    let rule = try NameRule("regex:" + pattern, role: .className)
    let hostile = Array((String(repeating: "a", count: 240) + "!").utf8)
    do {
      _ = try rule.find(in: [hostile], role: .className)
    } catch {
      #expect(error.description.contains("takes too long"))
    }
    #expect(try rule.find(in: [Array("b".utf8)], role: .className).className == nil || pattern.hasSuffix("b"))
  }
}
