import Foundation
import Testing

/// What a linter can't hold.
@Suite struct HouseTests {
  @Test func `the top level shows six things`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: SourceTree.root.path)
      .filter { !$0.hasPrefix(".") && !["Package.resolved", "runs"].contains($0) }
    #expect(Set(names) == ["Package.swift", "Sources", "Tests", "Assets", "README.md", "LICENSE"])
  }

  @Test func `a file holds one idea`() throws {
    for file in try SourceTree.files(below: ["Sources", "Tests"], endings: ["swift", "c", "h"]) {
      #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test func `a comment, and a line of C, ends within 120 columns`() throws {
    // Swift's code is the linter's.
    for file in try SourceTree.files(below: ["Sources", "Tests"], endings: ["swift", "c", "h"]) {
      for (number, line) in file.lines.enumerated() where line.count > 120 {
        if file.path.hasSuffix(".swift"), !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") { continue }
        Issue.record("\(file.path):\(number + 1) has \(line.count) columns")
      }
    }
  }

  @Test func `nothing traps where an error belongs`() throws {
    for file in try SourceTree.files(below: ["Sources"]) {
      for text in ["fatalError(", "try!", "as!", "TODO", "FIXME"] {
        #expect(!file.text.contains(text), "\(file.path) contains \(text)")
      }
    }
  }

  @Test func `an unchecked promise is argued for`() throws {
    for file in try SourceTree.files(below: ["Sources"]) {
      for (number, line) in file.lines.enumerated()
      where line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") {
        let code = line.trimmingCharacters(in: .whitespaces)
        if code.hasPrefix("//") { continue }
        let above = file.lines[max(0, number - 6)..<number].joined()
        #expect(above.contains("//"), "\(file.path):\(number + 1) has no comment that proves it")
      }
    }
  }

  @Test func `every library target has tests`() throws {
    let targets = try FileManager.default.contentsOfDirectory(
      atPath: SourceTree.root.appendingPathComponent("Sources").path)
    let imported = Set(try SourceTree.files(below: ["Tests"]).flatMap(ImportTests.imports))
    for target in targets where target.hasPrefix("Siam") && !target.hasSuffix(".docc") {
      #expect(imported.contains(target), "\(target) has no tests")
    }
  }
}
