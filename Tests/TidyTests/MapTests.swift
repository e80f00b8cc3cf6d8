import Foundation
import Testing

/// The maps of the code name files and types that exist: a renamed file is renamed there too.
@Suite struct MapTests {
  /// A text in backticks and where it is.
  struct Name: CustomTestStringConvertible {
    var text: String
    var location: String
    var testDescription: String { text }
  }

  /// Names that no file declares: the product's.
  private static let foreign: Set<String> = ["SiamKit"]

  private static func names(in file: String) throws -> [Name] {
    let text = try String(contentsOf: SourceTree.root.appendingPathComponent(file), encoding: .utf8)
    let end = text.range(of: "## Words we no longer use")?.lowerBound ?? text.endIndex
    var isFenced = false
    var names: [Name] = []
    for (number, line) in text[..<end].split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") { isFenced.toggle() }
      if isFenced || line.hasPrefix("    ") { continue }
      let parts = line.split(separator: "`", omittingEmptySubsequences: false)
      for index in stride(from: 1, to: parts.count, by: 2) {
        names.append(Name(text: String(parts[index]), location: "\(file):\(number + 1)"))
      }
    }
    return names
  }

  /// Whether a text is a path in the project: one word with a slash, or a file's name.
  private static func isPath(_ name: String) -> Bool {
    guard !name.contains(" "), !name.contains("…"), !name.hasPrefix("-"), !name.hasPrefix("/") else { return false }
    return name.contains("/") || name.hasSuffix(".swift")
  }

  private static func exists(_ path: String) -> Bool {
    ["", "Sources/", "Tests/"].contains {
      FileManager.default.fileExists(atPath: SourceTree.root.appendingPathComponent($0 + path).path)
    }
  }

  /// What is declared in `Sources` and `Tests`: types, functions, properties and cases.
  private static func declarations() throws -> Set<String> {
    let keywords: Set<String> = [
      "struct", "class", "enum", "protocol", "actor", "typealias", "func", "var", "let", "case",
    ]
    var declared: Set<String> = []
    for file in try SourceTree.files(below: ["Sources", "Tests"]) {
      var isDeclared = false
      for token in file.text.utf8.split(whereSeparator: { !isLetter($0) && !isDigit($0) }) {
        let text = String(Substring(token))
        if isDeclared { declared.insert(text) }
        isDeclared = keywords.contains(text)
      }
    }
    return declared
  }

  @Test func `every path and type that the maps name exists`() throws {
    let declared = try Self.declarations()
    for file in ["Sources/README.md", "Tests/README.md", ".github/GLOSSARY.md"] {
      let names = try Self.names(in: file)
      #expect(names.count > 20, "\(file) names next to nothing")
      for name in names {
        if Self.isPath(name.text) {
          #expect(Self.exists(name.text), "\(name.location) names \(name.text), which doesn't exist")
        } else if name.text.wholeMatch(of: #/[A-Z]+[a-z]\w*(\.\w+)?/#) != nil {
          for part in name.text.split(separator: ".").map(String.init) where !Self.foreign.contains(part) {
            let isKnown = declared.contains(part) || Self.exists(part)
            #expect(isKnown, "\(name.location) names \(name.text), and nothing is called \(part)")
          }
        }
      }
    }
  }

  @Test func `every target is on the map`() throws {
    let names = Set(try Self.names(in: "Sources/README.md").map(\.text))
    let folders = try FileManager.default
      .contentsOfDirectory(atPath: SourceTree.root.appendingPathComponent("Sources").path)
      .filter { !$0.contains(".") }
    for folder in folders { #expect(names.contains(folder), "Sources/README.md doesn't list \(folder)") }
    let tests = Set(try Self.names(in: "Tests/README.md").map(\.text))
    let testFolders = try FileManager.default
      .contentsOfDirectory(atPath: SourceTree.root.appendingPathComponent("Tests").path)
      .filter { !$0.contains(".") }
    for folder in testFolders { #expect(tests.contains(folder), "Tests/README.md doesn't list \(folder)") }
  }
}
