import SiamFiles
import Foundation

/// The index of the bundled glyphs, `Glyphs/index.json`.
struct GlyphIndex: Decodable {
  /// The version of the format; 1.
  var version: Int
  /// The width and height of a sheet's cell, in pixels.
  var cell: Int
  var scripts: [Script]

  /// A script and its sheet, which has a row for each character and a column for each typeface.
  struct Script: Decodable {
    var name: String
    /// The sheet's file name, beside the index.
    var sheet: String
    var split: Split
    /// The code points of the characters, such as `U+0561`.
    var characters: [String]
    var typefaces: [Typeface]
  }

  /// A font; other properties in the index are not needed here.
  struct Typeface: Decodable {
    var family: String
    var style: String
  }

  /// Reads the index of a folder of glyph sheets.
  init(folder: String) throws(DataError) {
    let file = folder + "/index.json"
    let bytes: [UInt8]
    switch FileBytes.contents(of: Array(file.utf8), limit: 64 << 20) {
    case .success(let read): bytes = read
    case .failure(let error): throw .glyphsMissing(reason: "\(file): can't be read (\(error.reasonInSentence))")
    }
    do {
      self = try JSONDecoder().decode(GlyphIndex.self, from: Data(bytes))
    } catch {
      throw .glyphsDamaged(file: file, reason: "invalid index")
    }
    guard version == 1, (1...1_024).contains(cell) else {
      throw .glyphsDamaged(file: file, reason: "unsupported version \(version) with cells of \(cell) pixels")
    }
    scripts.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}

extension GlyphIndex.Script {
  /// The class name of a character, such as `Armenian U+0561 ա`.
  func className(of character: String) -> String {
    var text = String.UnicodeScalarView()
    for point in character.split(whereSeparator: { $0 == " " || $0 == "," }) {
      let digits = point.hasPrefix("U+") ? point.dropFirst(2) : point
      if let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) { text.append(scalar) }
    }
    return text.isEmpty ? "\(name) \(character)" : "\(name) \(character) \(String(text))"
  }
}
