import Assets
import Foundation
import SiamCore
import Testing

@testable import SiamData

/// The glyphs that come with siam.
struct BundledGlyphsTests {
  private let index: GlyphIndex
  private let data: Dataset

  init() throws {
    data = try Dataset.glyphs(options: DatasetOptions(recipe: Recipe()))
    index = try GlyphIndex(folder: String(Assets.path("Glyphs/index.json").dropLast("/index.json".count)))
  }

  @Test func `there are at least 25 scripts and 800 characters, and none is excluded`() {
    #expect(data.groups.count >= 25)
    #expect(data.classes.count >= 800)
    #expect(data.problems.isEmpty)
    #expect(data.training.count + data.validation.count == data.classes.count)
    #expect(data.summary.validation.groups.count >= 5)
    #expect(data.validation.count >= 20)
    #expect(Set(data.classes.map(\.name)).count == data.classes.count)
  }

  @Test func `no cell is blank`() {
    let cells = index.scripts.reduce(0) { $0 + $1.characters.count * $1.typefaces.count }
    #expect(data.imageCount == cells)
  }

  @Test func `no two characters of a script have the same image in every face`() {
    let size = data.width * data.height
    for group in data.groups {
      var seen: [String: String] = [:]
      for item in data.classes[group.classes] {
        let key = fingerprint(item.images.lowerBound * size..<item.images.upperBound * size)
        #expect(seen[key] == nil, "\(item.name) looks like \(seen[key] ?? "")")
        seen[key] = item.name
      }
    }
  }

  @Test func `no validation or test cell equals a training cell`() {
    let size = data.width * data.height
    func cells(_ split: Split) -> [String: String] {
      var cells: [String: String] = [:]
      for id in data.classes(of: split) {
        for image in data.classes[id.index].images {
          cells[fingerprint(image * size..<(image + 1) * size)] = data.classes[id.index].name
        }
      }
      return cells
    }
    let training = cells(.training)
    for (cell, name) in cells(.validation) {
      #expect(training[cell] == nil, "\(name) looks like \(training[cell] ?? "")")
    }
  }

  @Test func `a script of more than twelve faces has at most two of a family`() {
    for script in index.scripts where script.typefaces.count > 12 {
      let families = Dictionary(grouping: script.typefaces, by: \.family)
      #expect(families.values.allSatisfy { $0.count <= 2 }, "\(script.name)")
    }
  }

  @Test func `the glyphs take less than 6 MB`() throws {
    let folder = try String(Assets.path("Glyphs/index.json").dropLast("/index.json".count))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let sizes = try names.map { name in
      try FileManager.default.attributesOfItem(atPath: folder + "/" + name)[.size] as? Int ?? 0
    }
    #expect(sizes.reduce(0, +) < 6_000_000)
  }

  private func fingerprint(_ range: Range<Int>) -> String {
    var fingerprint = Fingerprint()
    fingerprint.add(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: data.pixels.bytes[range])))
    return fingerprint.text
  }
}
