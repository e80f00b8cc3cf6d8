import Foundation
import SiamFiles
import Testing

/// A file's lines from the last to the first.
@Suite struct ReversedFileLinesTests {
  /// The lines of a file and where they begin, from the last to the first.
  private static func lines(of text: String, limit: Int = .max) throws -> [(text: String, offset: Int)] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("siam-\(UUID().uuidString)")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var lines = try ReversedFileLines(try PosixFileSystem().open(file.path, .read), limit: limit)
    var found: [(String, Int)] = []
    while let line = try lines.next() { found.append((String(decoding: line.bytes, as: UTF8.self), line.offset)) }
    return found
  }

  @Test func `lines come from the last to the first, without what no newline ends`() throws {
    #expect(try Self.lines(of: "").isEmpty)
    #expect(try Self.lines(of: "torn").isEmpty)
    #expect(try Self.lines(of: "a\n").map(\.text) == ["a"])
    #expect(try Self.lines(of: "a\nbc\n\ntorn").map(\.text) == ["", "bc", "a"])
    #expect(try Self.lines(of: "a\nbc\n\ntorn").map(\.offset) == [5, 2, 0])
  }

  @Test func `lines of any length are whole, wherever blocks begin`() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<10 {
      let lines = (0..<40).map { _ in
        String(repeating: "x", count: Int.random(in: 0...(Bool.random() ? 9 : 60_000), using: &generator))
      }
      let found = try Self.lines(of: lines.map { $0 + "\n" }.joined() + "torn")
      #expect(found.map(\.text) == lines.reversed())
    }
  }

  @Test func `reading ends at the limit`() throws {
    let text = (0..<1_000_000).map { "\($0)\n" }.joined()
    let found = try Self.lines(of: text, limit: 100_000)
    #expect(found.first?.text == "999999")
    #expect((10_000..<50_000).contains(found.count))
  }
}
