import Foundation

/// The index of the bundled glyphs, `Glyphs/index.json`.
struct GlyphIndex: Decodable {
  /// Of this layout; 1.
  var version: Int
  /// Width and height of a sheet's cell, in pixels.
  var cell: Int
  var scripts: [Script]

  /// A script and its sheet: a row a character, a column a typeface.
  struct Script: Decodable {
    var name: String
    /// The sheet's file name, beside the index.
    var sheet: String
    var split: Side
    /// Code points, such as `U+0561`.
    var characters: [String]
    var typefaces: [Typeface]
  }

  /// A font; what else the index tells of it is not needed here.
  struct Typeface: Decodable {
    var family: String
    var style: String
  }

  /// The index in a folder of glyph sheets.
  init(folder: String) throws(DataError) {
    let file = folder + "/index.json"
    let bytes: [UInt8]
    switch FileBytes.contents(of: Array(file.utf8), limit: 64 << 20) {
    case .success(let read): bytes = read
    case .failure(let error): throw .glyphsMissing(reason: "\(file): can't be read (\(error.reason))")
    }
    do {
      self = try JSONDecoder().decode(GlyphIndex.self, from: Data(bytes))
    } catch {
      throw .glyphsDamaged(file: file, reason: "not the index siam reads")
    }
    guard version == 1, (1...1_024).contains(cell) else {
      throw .glyphsDamaged(file: file, reason: "version \(version) with cells of \(cell) pixels")
    }
    scripts.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}

extension GlyphIndex.Script {
  /// A character's class, as people read it: `Armenian U+0561 ա`.
  func className(of character: String) -> String {
    var text = String.UnicodeScalarView()
    for point in character.split(whereSeparator: { $0 == " " || $0 == "," }) {
      let digits = point.hasPrefix("U+") ? point.dropFirst(2) : point
      if let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) { text.append(scalar) }
    }
    return text.isEmpty ? "\(name) \(character)" : "\(name) \(character) \(String(text))"
  }
}
