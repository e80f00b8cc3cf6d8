import Foundation
import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Reading of glyph sheets, with sheets drawn by the tests.
struct GlyphSheetTests {
  private let scratch: ScratchFolder

  init() throws {
    scratch = try ScratchFolder()
    try scratch.write("index.json", Array(Self.index.utf8))
    // Each cell of 4 × 4 has one brightness: row · 50 + column · 10 + 5.
    for name in ["Greek", "Armenian"] { try scratch.write("\(name).png", sheet(blank: nil)) }
  }

  private static let index = """
    {"version": 1, "cell": 4, "scripts": [
      {"name": "Greek", "sheet": "Greek.png", "split": "training", "characters": ["U+0393", "U+0394"],
       "typefaces": [{"family": "A", "style": "Book"}, {"family": "A", "style": "Bold"}, {"family": "B", "style": ""}]},
      {"name": "Armenian", "sheet": "Armenian.png", "split": "validation", "characters": ["U+0561", "U+0561 U+0301"],
       "typefaces": [{"family": "A", "style": "Book"}, {"family": "A", "style": "Bold"}, {"family": "B", "style": ""}]}
    ]}
    """

  private func sheet(blank: Int?) -> [UInt8] {
    PNGFile.grey(12, 8) { x, y in
      let cell = y / 4 * 3 + x / 4
      return cell == blank ? 0 : y / 4 * 50 + x / 4 * 10 + 5
    }
  }

  private func load(_ change: (inout DatasetOptions) -> Void = { _ in }) throws -> Dataset {
    var options = DatasetOptions()
    options.side = 4
    change(&options)
    return try Dataset.glyphs(folder: scratch.path, options: options)
  }

  @Test func `a character is a class, and its row holds its images`() throws {
    let data = try load()
    #expect(data.groups.map(\.name) == ["Armenian", "Greek"])
    #expect(
      data.classes.map(\.name) == [
        "Armenian U+0561 ա", "Armenian U+0561 U+0301 ա\u{301}", "Greek U+0393 Γ", "Greek U+0394 Δ",
      ])
    #expect(data.classes.map(\.images) == [0..<3, 3..<6, 6..<9, 9..<12])
    let values: [UInt8] = [5, 15, 25, 55, 65, 75]
    #expect(Array(data.pixels.bytes) == (values + values).flatMap { [UInt8](repeating: $0, count: 16) })
    #expect(data.summary.training.groups == ["Greek"])
    #expect(data.summary.validation.groups == ["Armenian"])
  }

  @Test func `a requested hold-out overrides the index's split`() throws {
    let data = try load { $0.holdOut = .last(1) }
    #expect(data.summary.validation.groups == ["Greek"])
    #expect(throws: DataError.self) { try load { $0.holdOut = .named(["Klingon"]) } }
  }

  @Test func `cells are resized to the requested size`() throws {
    let data = try load { $0.side = 7 }
    #expect(data.pixels.bytes.count == 12 * 49)
    #expect(Set(data.pixels.bytes[0..<49]) == [5])
  }

  @Test func `a blank cell is not an image`() throws {
    try scratch.write("Greek.png", sheet(blank: 4))
    #expect(try load().classes.map(\.images.count) == [3, 3, 3, 2])
  }

  @Test func `a sheet that is missing, cut or of another size is an error that names it`() throws {
    try scratch.write("Greek.png", PNGFile.grey(12, 12) { _, _ in 9 })
    #expect {
      try load()
    } throws: { error in
      "\(error)".contains("Greek.png: 12×12 pixels, not 3×2 cells of 4×4") && (error as? DataError)?.fault == .bad
    }
    try scratch.write("Greek.png", Array(sheet(blank: nil).prefix(60)))
    #expect(throws: DataError.self) { try load() }
    try FileManager.default.removeItem(atPath: scratch.path + "/Greek.png")
    #expect {
      try load()
    } throws: { error in
      "\(error)".contains("Greek.png: can't be read (no such file") && (error as? DataError)?.fault == .missing
    }
  }

  @Test func `an invalid index or one of another version is an error`() throws {
    for text in ["{}", "[1", Self.index.replacingOccurrences(of: "\"version\": 1", with: "\"version\": 9")] {
      try scratch.write("index.json", Array(text.utf8))
      #expect(throws: DataError.self) { try load() }
    }
  }
}
