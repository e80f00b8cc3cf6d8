import Foundation
import Testing

/// The bundled glyphs are drawn from typefaces whose licence lets images of their letters be used freely.
@Suite struct GlyphLicenceTests {
  /// Permissive licences, the Open Font License and the GNU licences with the font exception.
  static let accepted: Set<String> = [
    "OFL-1.1", "Apache-2.0", "MIT", "BSD-3-Clause", "Bitstream-Vera", "MIT AND Bitstream-Vera", "mplus",
    "mplus AND BSD-3-Clause", "GPL-2.0-only WITH Font-exception-2.0", "GPL-2.0-or-later WITH Font-exception-2.0",
    "GPL-3.0-or-later WITH Font-exception-2.0", "LicenseRef-GUST-Font-License", "LicenseRef-Oradano",
    "LicenseRef-Ancient-Scripts", "LicenseRef-Public-Domain",
  ]

  /// How the names begin of typefaces that were bundled once, under the plain GNU licences, under terms that ask for
  /// something of what is made with them, or under terms that two sources give differently.
  static let refused = [
    "AlBattar", "Electron", "Furat", "Hor", "Mashq", "Nada", "Sindbad", "Tholoth", "Kacst", "PakType", "FreeFarsi",
    "UKIJ", "BPG", "David CLM", "Miriam CLM", "Nachlieli CLM", "Dorian CLM", "Gladia CLM", "Journal CLM",
    "Khmer OS", "Phetsarath", "Monlam", "Tibetan Machine", "Jomolhari", "Chandas", "Kalimati", "Samanata", "Gargi",
    "Nakula", "Sahadeva", "Sarai", "Jamrul", "Likhan", "Saab", "Rekha", "aakar", "padmaa", "ori1Uni", "Vemana",
    "Pothana", "Dhurjati", "Mallanna", "Sree Krushnadevaraya", "TenaliRamakrishna", "Timmana", "RaghuMalayalam",
    "Ayar", "Zawgyi", "Aboriginal Sans", "Aboriginal Serif", "Isabella", "Oldania", "URW", "Baekmuk", "Bandal",
    "Eunjin", "Guseul", "UnDinaru", "UnGraphic", "UnGungseo", "UnPilgi", "UnJamo", "UnPen", "UnShinmun", "UnTaza",
    "UnVada", "UnYetgul", "cwTeX", "NK SSmart", "TW-Kai", "TW-Sung", "AR PL",
  ]

  struct Index: Decodable {
    var scripts: [Script]
    struct Script: Decodable {
      var name: String
      var typefaces: [Typeface]
    }
    struct Typeface: Decodable {
      var family: String
      var style: String
      var package: String
      /// An SPDX expression.
      var licence: String
    }
  }

  /// A row of `LICENSES.md`, and the heading above it.
  struct Row: Hashable {
    var licence: String
    var typeface: String
    var package: String
    var scripts: [String]
  }

  private let index: Index
  private let list: String

  init() throws {
    let folder = SourceTree.root.appendingPathComponent("Assets/Glyphs")
    index = try JSONDecoder().decode(Index.self, from: Data(contentsOf: folder.appendingPathComponent("index.json")))
    list = try String(contentsOf: folder.appendingPathComponent("LICENSES.md"), encoding: .utf8)
  }

  @Test func `every typeface has a licence that frees images of its letters`() {
    #expect(index.scripts.count == 34)
    for script in index.scripts {
      for typeface in script.typefaces {
        #expect(
          Self.accepted.contains(typeface.licence),
          "\(script.name): \(typeface.family) of \(typeface.package) is under '\(typeface.licence)'")
      }
    }
  }

  @Test func `typefaces under other terms stay out`() {
    for script in index.scripts {
      for typeface in script.typefaces {
        let isRefused = Self.refused.contains { typeface.family.lowercased().hasPrefix($0.lowercased()) }
        #expect(!isRefused, "\(script.name): \(typeface.family) of \(typeface.package)")
      }
    }
  }

  @Test func `the list of licences names every typeface of the index and no other`() {
    var drawn: [Row: [String]] = [:]
    for script in index.scripts {
      for typeface in script.typefaces {
        let row = Row(
          licence: typeface.licence, typeface: "\(typeface.family) \(typeface.style)", package: typeface.package,
          scripts: [])
        drawn[row, default: []].append(script.name)
      }
    }
    let expected = drawn.map { row, scripts in
      Row(licence: row.licence, typeface: row.typeface, package: row.package, scripts: scripts)
    }
    let listed = Self.rows(of: list)
    #expect(listed.count == expected.count, "a typeface is listed once")
    for row in Set(expected).symmetricDifference(listed).sorted(by: { $0.typeface < $1.typeface }) {
      Issue.record("\(row.typeface) of \(row.package), \(row.licence), for \(row.scripts.joined(separator: ", "))")
    }
  }

  /// The rows of the list's tables: below a heading `## LICENCE`, `| typeface | package | scripts |`.
  private static func rows(of list: String) -> [Row] {
    var rows: [Row] = []
    var licence = ""
    for line in list.split(separator: "\n") {
      if line.hasPrefix("## ") { licence = String(line.dropFirst(3)) }
      guard line.hasPrefix("| "), !line.hasPrefix("| typeface |") else { continue }
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3 else {
        Issue.record("LICENSES.md: '\(line)' has \(cells.count) cells; expected 3")
        continue
      }
      rows.append(
        Row(licence: licence, typeface: cells[0], package: cells[1], scripts: cells[2].components(separatedBy: ", ")))
    }
    return rows
  }
}
