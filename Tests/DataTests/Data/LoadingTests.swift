import Foundation
import SiamCore
import TestSupport
import Testing

@testable import SiamData

struct LoadingTests {
  private static let groups: [String?] = ["Alpha", "Beta", "Gamma"]
  private static let tree = smallTree(groups: groups, classes: ["a", "b", "c"], images: 3)

  private func zip(_ files: [(name: String, contents: [UInt8])], isUTF8: Bool = false) -> [UInt8] {
    var zip = ZipFile(isUTF8: isUTF8)
    for file in files { zip.add(file.name, file.contents) }
    return zip.bytes
  }

  private func loaded(
    _ files: [(name: String, contents: [UInt8])], options: DatasetOptions = DatasetOptions()
  ) throws -> Dataset {
    let folder = try ScratchFolder()
    for file in files { try folder.write(file.name, file.contents) }
    return try withExtendedLifetime(folder) { try Dataset.load(path: folder.path, options: options) }
  }

  @Test func `a folder and a zip of it are equal datasets`() throws {
    let scratch = try ScratchFolder()
    let shuffled = Self.tree.reversed().map { ("images/" + $0.name, $0.contents) }
    let fromFolder = try loaded(Self.tree)
    let fromZip = try Dataset.load(path: scratch.write("data.zip", zip(shuffled)))
    #expect(Array(fromFolder.pixels.bytes) == Array(fromZip.pixels.bytes))
    #expect(fromFolder.classes == fromZip.classes)
    #expect(fromFolder.groups == fromZip.groups)
    #expect(fromFolder.training == fromZip.training)
    #expect(fromFolder.fingerprint == fromZip.fingerprint)
    #expect(fromZip.name == "data.zip")
    #expect(fromZip.problems.isEmpty)
  }

  @Test func `groups, classes and images are in order, and the last group is the validation set`() throws {
    let data = try loaded(Self.tree)
    #expect(data.groups.map(\.name) == ["Alpha", "Beta", "Gamma"])
    #expect(data.classes.map(\.name).prefix(4) == ["Alpha a", "Alpha b", "Alpha c", "Beta a"])
    #expect(data.classes.map(\.images.count) == [Int](repeating: 3, count: 9))
    #expect(data.training == (0..<6).map { ClassID($0) })
    #expect(data.validation == (6..<9).map { ClassID($0) })
    #expect(data.images(of: ClassID(2)) == [ImageID(6), ImageID(7), ImageID(8)])
    #expect(data.classID(of: ImageID(8)) == ClassID(2))
    #expect(data.summary.training == SplitSummary(classes: 6, images: 18, groups: ["Alpha", "Beta"]))
    #expect(data.summary.validation == SplitSummary(classes: 3, images: 9, groups: ["Gamma"]))
  }

  @Test func `dark ink on paper is inverted, and bright ink is not`() throws {
    let dark = try loaded(Self.tree)
    let inverted = Self.tree.map { file in
      (
        file.name,
        (try? PNGDecoder.decode(file.contents)).map { image in
          PNGFile.grey(14, 14) { x, y in 255 - Int(image.pixels[y * 14 + x]) }
        } ?? []
      )
    }
    let bright = try loaded(inverted)
    #expect(dark.isInverted && !bright.isInverted)
    #expect(Array(dark.pixels.bytes) == Array(bright.pixels.bytes))
    let image = try #require(dark.picture(ImageID(0)))
    #expect(image.className == "Alpha a")
    #expect(image.pixels[0] == 0)
    #expect(image.pixels.contains(255))
    #expect(dark.picture(ImageID(27)) == nil)
    #expect(dark.picture(ImageID(rawValue: -1)) == nil)
  }

  @Test func `classes without groups are split by class`() throws {
    let files = smallTree(groups: [nil], classes: ["a", "b", "c", "d", "e"], images: 3, folder: "top/")
    let data = try loaded(files)
    #expect(data.groups.isEmpty)
    #expect(data.classes.map(\.name) == ["a", "b", "c", "d", "e"])
    #expect(data.validation == [ClassID(3), ClassID(4)])
  }

  @Test func `names that are not ASCII are preserved from a folder and a zip`() throws {
    let files = smallTree(groups: ["Ελληνικά", "日本"], classes: ["ա", "é"], images: 2)
    let scratch = try ScratchFolder()
    let fromFolder = try loaded(files)
    #expect(fromFolder.classes.map(\.name) == ["Ελληνικά é", "Ελληνικά ա", "日本 é", "日本 ա"])
    for isUTF8 in [false, true] {
      let path = try scratch.write("\(isUTF8).zip", zip(files, isUTF8: isUTF8))
      let fromZip = try Dataset.load(path: path)
      #expect(fromZip.classes == fromFolder.classes)
      #expect(fromZip.fingerprint == fromFolder.fingerprint)
    }
  }

  @Test func `names that are not UTF-8 don't trap and stay distinct`() throws {
    var zip = ZipFile()
    let image = PNGFile.grey(8, 8) { x, y in x * y * 4 }
    for name in [[UInt8(0xE9)], [0xE8], [0xFF, 0xFE], [0x61]] {
      for number in 0..<2 { zip.entries.append((name + Array("/\(number).png".utf8), image)) }
    }
    let scratch = try ScratchFolder()
    let data = try Dataset.load(path: scratch.write("data.zip", zip.bytes))
    #expect(data.classes.count == 4)
    #expect(data.imageCount == 8)
    // Wrongly marked as UTF-8: libarchive returns no name.
    zip.isUTF8 = true
    for number in 0..<2 { zip.add("b/\(number).png", image) }
    let path = try scratch.write("data.zip", zip.bytes)
    let named = try Dataset.load(path: path, options: DatasetOptions(holdOut: .last(0)))
    #expect(named.classes.map(\.name) == ["a", "b"])
    #expect(named.problems.skippedCount == 6)
    #expect(named.problems.skipped.first?.description == "(no name): invalid name")
  }

  @Test func `hidden files are not part of the data`() throws {
    var files = Self.tree
    files.append(("__MACOSX/Alpha/a/._0.png", [1, 2, 3]))
    files.append((".DS_Store", [1]))
    files.append(("Alpha/.hidden/0.png", [1]))
    let scratch = try ScratchFolder()
    for data in try [loaded(files), Dataset.load(path: scratch.write("data.zip", zip(files)))] {
      #expect(data.problems.isEmpty)
      #expect(data.classes.count == 9)
    }
  }

  @Test func `a loop of links ends`() throws {
    let folder = try ScratchFolder()
    for file in Self.tree { try folder.write(file.name, file.contents) }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/Alpha/loop", withDestinationPath: folder.path)
    let data = try Dataset.load(path: folder.path)
    #expect(data.classes.count == 9)
    #expect(data.problems.skipped == [SkippedFile(path: "Alpha/loop", reason: "a link to a folder above it")])
  }

  @Test func `the fingerprint depends on pixels, labels and sizes`() throws {
    let first = try loaded(Self.tree)
    var other = Self.tree
    other[0].contents = PNGFile.grey(14, 14) { x, y in x == 6 && y == 6 ? 0 : 255 }
    let changed = try loaded(other)
    let renamed = try loaded(
      Self.tree.map { ($0.name.replacingOccurrences(of: "/c/", with: "/d/"), $0.contents) })
    var options = DatasetOptions()
    options.side = 14
    let small = try loaded(Self.tree, options: options)
    let again = try loaded(Self.tree, options: DatasetOptions(holdOut: .last(0)))
    #expect(Set([first, changed, renamed, small].map(\.fingerprint)).count == 4)
    #expect(again.fingerprint == first.fingerprint)
    #expect(first.fingerprint.count == 16)
  }
}
