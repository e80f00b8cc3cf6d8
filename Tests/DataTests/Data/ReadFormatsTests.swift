import Foundation
import TestSupport
import Testing

@testable import SiamData

/// The README's tables of what siam reads have a row for everything that the code reads, and for nothing else.
struct ReadFormatsTests {
  /// The first cells of a table's rows, without backquotes.
  private func rows(ofTable header: String) throws -> [String] {
    let text = try String(contentsOf: projectFolder.appending(path: "README.md"), encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("| \(header) |") }, "no table \(header)")
    return lines[(start + 2)...].prefix { $0.hasPrefix("|") }.compactMap { line in
      line.split(separator: "|").first?.trimmingCharacters(in: .whitespaces).replacing("`", with: "")
    }
  }

  @Test func `every layout has a row`() throws {
    let rows = try rows(ofTable: "`--format`")
    #expect(Set(rows) == Set(DataLayout.allCases.map(\.rawValue)) && rows.count == DataLayout.allCases.count)
  }

  @Test func `every image format has a row, with the package of its library`() throws {
    let names = try rows(ofTable: "Image files").flatMap { $0.components(separatedBy: ", ") }
    #expect(names == ImageFormat.allCases.filter(\.isRead).map(\.name))
    let text = try String(contentsOf: projectFolder.appending(path: "README.md"), encoding: .utf8)
    for format in ImageFormat.allCases {
      guard let library = format.library else { continue }
      let row = text.split(separator: "\n").first { $0.hasPrefix("| ") && $0.contains(format.name) }
      #expect(row?.contains("with \(library.rawValue)") == true, "\(format.name)")
    }
  }
}
