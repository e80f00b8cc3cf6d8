import SiamCore
import Testing

/// Names of files as text, and lists of names.
@Suite struct NameTextTests {
  @Test(
    arguments: [
      (Array("café 猫 #1".utf8), "café 猫 #1"),
      ([0x63, 0x61, 0x66, 0xE9], "caf%E9"),
      ([0x94, 0x4C], "%94L"),
      (Array("a\nb\u{202E}\u{7F}".utf8), "a%0Ab%E2%80%AE%7F"),
      (Array("100%".utf8), "100%"),
      (Array("50%ab %zz".utf8), "50%ab %zz"),
      (Array("caf%C3%A9".utf8), "caf%C3%A9"),
      (Array("caf%E9".utf8), "caf%25E9"),
      (Array("caf%25E9".utf8), "caf%2525E9"),
      (Array("%41".utf8), "%41"),
      ([0x25, 0x34, 0x31, 0xFF], "%2541%FF"),
      ([], ""),
      ([0xF0, 0x9F, 0x98], "%F0%9F%98"),
      (Array("ن\u{200C}و 👩\u{200D}🌾".utf8), "ن\u{200C}و 👩\u{200D}🌾"),
      ([0xC0, 0x80], "%C0%80"),
      (Array("%0A".utf8), "%250A"),
      ([0xED, 0xA0, 0x80], "%ED%A0%80"),
    ] as [([UInt8], String)])
  func `bytes other than visible text are shown as %XX`(bytes: [UInt8], text: String) {
    #expect(NameText.text(of: bytes) == text)
  }

  @Test func `different names have different texts`() {
    let parts: [[UInt8]] = [[0x25], [0x32], [0x35], [0x45], [0x39], [0xE9], [0x0A], [0x30], [0x41], Array("é".utf8)]
    var texts: [String: [UInt8]] = [:]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<60_000 {
      let name = (0..<Int.random(in: 1...7, using: &random)).flatMap { _ in parts.randomElement(using: &random) ?? [] }
      let text = NameText.text(of: name)
      if let other = texts[text], other != name { Issue.record("\(name) and \(other) are both \(text)") }
      texts[text] = name
    }
    let long = Array("%".utf8) + Array(repeating: Array("25".utf8), count: 50_000).flatMap(\.self) + Array("E9".utf8)
    #expect(NameText.text(of: long).utf8.count > long.count)
  }

  @Test(arguments: [
    ("Greek, N_Ko,", ["Greek", "N_Ko"]),
    ("a,b", ["a", "b"]),
    ("\"Doe, Jane\",Bob", ["Doe, Jane", "Bob"]),
    ("\"Doe, Jane\" , Bob", ["Doe, Jane", "Bob"]),
    ("Doe\\, Jane,Bob", ["Doe, Jane", "Bob"]),
    ("", []),
    (" , ", []),
    ("\"\"", [""]),
    ("\"  \"", ["  "]),
    ("\"say \"\"hi\"\"\"", ["say \"hi\""]),
    ("5\" disk, 3", ["5\" disk", "3"]),
    ("\"open, a", ["\"open", "a"]),
    ("\"a\"b, c", ["\"a\"b", "c"]),
    ("a\\b, c\\\\, d\\", ["a\\b", "c\\", "d\\"]),
    ("-x,.hidden", ["-x", ".hidden"]),
    ("\"\\,\"", ["\\,"]),
  ])
  func `a list is split at commas outside of quotes`(list: String, names: [String]) {
    #expect(NameList.names(in: list) == names)
  }

  @Test(arguments: [
    ("Doe, Jane 3", ["Doe, Jane 3"]),
    ("Doe, Jane 3,Bob", ["Doe, Jane 3", "Bob"]),
    ("Bob, Doe, Jane 1", ["Bob", "Doe, Jane 1"]),
    ("Doe, Jane 1,Doe, Jane 3", ["Doe, Jane 1", "Doe, Jane 3"]),
    ("\"Doe, Jane 3\"", ["Doe, Jane 3"]),
    ("Doe\\, Jane 3", ["Doe, Jane 3"]),
    ("Doe", ["Doe"]),
    ("Doe, Jane 9", ["Doe", "Jane 9"]),
    ("a,b", ["a,b"]),
    ("\"a\",b", ["a", "b"]),
    ("a, b", ["a", "b"]),
    ("\"Bob", ["\"Bob"]),
    (" lead ", [" lead "]),
    ("cafe\u{301},Bob", ["café", "Bob"]),
    ("x\ny", ["x%0Ay"]),
    ("-x", ["-x"]),
    ("..", [".."]),
    ("3", ["3"]),
    ("Carl,a", ["Carl", "a"]),
    ("caf%E9", ["caf%E9"]),
  ])
  func `names that exist are found whole`(list: String, names: [String]) {
    let existing = [
      "Doe, Jane 1", "Doe, Jane 3", "Doe", "Bob", "a,b", "a", "b", "\"Bob", " lead ", "caf\u{E9}", "x%0Ay", "-x", "..",
      "3", "caf%E9",
    ]
    #expect(NameList.names(in: list, existing: existing) == names)
  }

  @Test func `a printed list of names is read as the same names`() {
    var random = SystemRandomNumberGenerator()
    let parts = ["a", "B", ",", "\"", "\\", " ", "-", ".", "'", "é", "猫", "%", "0", "👍"]
    for _ in 0..<4_000 {
      let names = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        let name = (0..<Int.random(in: 1...5, using: &random)).compactMap { _ in parts.randomElement(using: &random) }
        return NameText.text(of: Array(name.joined().utf8))
      }
      let text = NameList.text(names)
      #expect(NameList.names(in: text) == names, "\(text)")
      if !names.contains(text) { #expect(NameList.names(in: text, existing: names) == names, "\(text)") }
    }
  }

  @Test func `a list has quotes where they are needed, and counts the rest`() {
    #expect(NameList.text(["a", "Doe, Jane", "b c"]) == "a, \"Doe, Jane\", b c")
    #expect(NameList.text(["7", "8"]) == "7, 8" && NameList.text(["7"]) == "\"7\"")
    #expect(NameList.text(["a", "b", "c"], limit: 2) == "a, b and 1 more")
    #expect(NameList.quoted("") == "\"\"" && NameList.quoted(" a") == "\" a\"" && NameList.quoted("a\\b") == "\"a\\b\"")
  }
}
