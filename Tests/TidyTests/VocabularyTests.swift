import Foundation
import Testing

/// The dialect of the first version doesn't come back: the words of `Vocabulary` are counted, and each has a limit.
@Suite struct VocabularyTests {
  /// Every kind of text in the project, in the order of `Vocabulary.Kind`.
  static let texts: [MarkedText] = (try? read()) ?? []

  private static func read() throws -> [MarkedText] {
    var texts = Vocabulary.Kind.allCases.map { _ in MarkedText() }
    for file in try SourceTree.files(below: ["Sources", "Tests"], endings: ["swift", "c", "h"])
    where !file.path.hasPrefix("Tests/TidyTests/Vocabulary") {
      SourceLexer.read(file, into: &texts)
    }
    for file in try markdown() { texts[Vocabulary.Kind.prose.rawValue].appendMarkdown(file) }
    return texts
  }

  /// The Markdown files in the project's folder, without the glossary's own list of words.
  private static func markdown() throws -> [SourceTree.File] {
    let github = try FileManager.default
      .contentsOfDirectory(atPath: SourceTree.root.appendingPathComponent(".github").path)
      .filter { $0.hasSuffix(".md") }.sorted().map { ".github/\($0)" }
    return try (["README.md", "Sources/README.md", "Tests/README.md"] + github).compactMap { path in
      let url = SourceTree.root.appendingPathComponent(path)
      guard FileManager.default.fileExists(atPath: url.path) else { return nil }
      let text = try String(contentsOf: url, encoding: .utf8)
      let end = text.range(of: "## Words we no longer use")?.lowerBound ?? text.endIndex
      return SourceTree.File(path: path, text: String(text[..<end]))
    }
  }

  /// Where the words of a row are in one kind of text.
  static func occurrences(of word: Vocabulary.Word, _ kind: Vocabulary.Kind) -> [MarkedText.Location] {
    let text = texts[kind.rawValue]
    let found = word.patterns.flatMap { pattern in
      text.occurrences(of: pattern, isIdentifier: kind == .identifiers, allowed: Vocabulary.allowed.map(\.phrase))
    }
    return found.map(text.location).filter { location in
      word.folders.isEmpty || word.folders.contains { location.path.hasPrefix($0) }
    }.sorted()
  }

  @Test func `words that are not used any more don't come back`() throws {
    try #require(Self.texts.count == Vocabulary.Kind.allCases.count)
    for word in Vocabulary.words {
      for kind in Vocabulary.Kind.allCases {
        guard let limit = word.limits[kind.rawValue] else { continue }
        let found = Self.occurrences(of: word, kind)
        guard found.count > limit else { continue }
        let list = found.prefix(40).map(\.description).joined(separator: "\n  ")
        Issue.record(
          """
          '\(word.patterns.joined(separator: ", "))' is \(found.count) times in \(kind), and may be \(limit) times. \
          .github/GLOSSARY.md has what to use instead.
            \(list)\(found.count > 40 ? "\n  and \(found.count - 40) more" : "")
          """)
      }
    }
  }

  /// The three texts of one piece of Swift or C.
  private func parts(_ text: String, path: String = "a.swift") -> [String] {
    var texts = [MarkedText(), MarkedText(), MarkedText()]
    SourceLexer.read(SourceTree.File(path: path, text: text), into: &texts)
    return texts.map { $0.text.trimmingCharacters(in: .whitespaces) }
  }

  @Test func `names, texts and comments are told from each other`() {
    #expect(parts("maxLineLength // Of a line") == ["|max|line|length|", "", "of a line"])
    #expect(parts("let TrainingOrder_x = URLRequest()")[0] == "|let| |training|order|x|^x| |url|request|^request|")
    #expect(parts(#"print("so \(count("b") + 1) many")"#) == ["|print| |count|", "so b. % many.", ""])
    #expect(parts(##"f(#"a "quoted" \(not)"#, #/x"y/#)"##) == ["|f|", #"a "quoted" \(not). x"y."#, ""])
    #expect(parts("f(\"\"\"\n  one \"two\"\n  three\n  \"\"\")") == ["|f|", "one \"two\" three .", ""])
    #expect(parts("func `a run ends`() { `default`() }") == ["|func| |default|", "", ". a run ends."])
    #expect(parts("char c = '\"'; /* A\n * block */", path: "a.c") == ["|char| |c|", "", "a block ."])
    #expect(parts("// asked\n  // for it")[2] == "asked for it")
  }

  @Test func `patterns match whole words, parts of names, and what is allowed is not counted`() {
    func count(_ text: String, _ pattern: String) -> Int {
      MarkedText(text).occurrences(of: pattern, isIdentifier: false, allowed: ["there is no "]).count
    }
    #expect(count("It is examined, and cross-examined", "examin*") == 2)
    #expect(count("a deed indeed", "deed") == 1)
    #expect(count("This is no word; there is no word", "is no ") == 1)
    func named(_ name: String, _ pattern: String) -> Int {
      var text = MarkedText()
      for name in name.split(separator: " ") { text.appendIdentifier(ArraySlice(name.utf8), "", 1) }
      return text.occurrences(of: pattern, isIdentifier: true, allowed: ["inPlace"]).count
    }
    #expect(named("placeOf classPlace inPlace replace", "place") == 2)
    #expect(named("mostImages atMost most", "most…") == 1)
    #expect(named("TrainingOrder order TrainingOrders", "^order") == 1)
    #expect(named("func take func takeAll", "func take") == 1)
    #expect(named("goesOn goes", "goes on") == 1)
  }
}
