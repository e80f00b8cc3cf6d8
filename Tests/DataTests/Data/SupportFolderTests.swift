import Foundation
import TestSupport
import Testing

@testable import SiamData

struct SupportFolderTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func image(_ index: Int, paper: Int = 255) -> [UInt8] {
    PNGFile.grey(14, 14) { x, y in x == 2 + index && y > 2 ? 255 - paper : paper }
  }

  private func load(inverted: Bool? = nil) throws -> SupportFolder {
    try SupportFolder.load(path: scratch.path + "/support", side: 28, inverted: inverted)
  }

  private func error() throws -> DataError {
    do {
      _ = try load()
    } catch let error as DataError {
      return error
    }
    throw TestFailure("it was loaded")
  }

  @Test func `classes are folders and may have different numbers of images`() throws {
    for (index, name) in ["cat/2.png", "cat/1.png", "ant/x.PNG", "bee/1.png", "bee/2.png", "bee/3.png"].enumerated() {
      try scratch.write("support/" + name, image(index))
    }
    try scratch.write("support/cat/notes.txt", Array("notes".utf8))
    try scratch.write("support/.hidden.png", [1])
    let support = try load()
    #expect(support.classes.map(\.name) == ["ant", "bee", "cat"])
    #expect(support.classes.map(\.images.count) == [1, 3, 2])
    #expect(support.isInverted)
    #expect(support.skipped == [SkippedFile(path: "cat/notes.txt", reason: "not an image")])
    let first = try #require(support.classes.last?.images.first)
    #expect(first.path == scratch.path + "/support/cat/1.png")
    let alone = try ImageFile.read(path: first.path, side: 28)
    #expect(first == alone)
  }

  @Test func `classes are taken from file names`() throws {
    for (index, name) in ["cat-1", "cat_2", "A", "dog (3)", "dog", "cat 3"].enumerated() {
      try scratch.write("support/\(name).png", image(index))
    }
    let support = try load(inverted: false)
    #expect(support.classes.map(\.name) == ["A", "cat", "dog"])
    #expect(support.classes.map(\.images.count) == [1, 3, 2])
    #expect(!support.isInverted && support.classes[0].images[0].pixels[0] == 255)
  }

  @Test(arguments: [
    ("A.png", "A"), ("b12-3.png", "b12"), ("10.png", "10"), ("cat--07.png", "cat"), ("-.png", "-"),
    ("class01.PNG", "class01"),
    ("no 5 (2).png", "no 5"), ("猫2.png", "猫2"),
  ]) func `a class name is the file name without a separated number`(file: String, name: String) {
    let found = String(decoding: SupportFolder.className([Array(file.utf8)]), as: UTF8.self)
    #expect(found == name)
  }

  @Test func `a zip is read like its folder, without shared top folders`() throws {
    var zip = ZipFile()
    for (index, name) in ["b/1.png", "a/1.png", "a/2.png"].enumerated() {
      zip.add("my support/set/" + name, image(index))
    }
    let path = try scratch.write("support.zip", zip.bytes)
    let support = try SupportFolder.load(path: path, side: 28)
    #expect(support.classes.map(\.name) == ["a", "b"])
    #expect(support.classes.map(\.images.count) == [2, 1])
  }

  @Test func `one class is not enough`() throws {
    for index in 0..<3 { try scratch.write("support/cat/\(index).png", image(index)) }
    let error = try error()
    #expect(error == .supportOneClass(path: scratch.path + "/support", name: "cat"))
    #expect(error.description.hasSuffix("all images are of one class, cat; a support set needs at least 2 classes"))
  }

  @Test func `no images, no folder and no complete image have different one-line errors`() throws {
    let path = scratch.path + "/support"
    #expect(try error() == .noFile(path: path))
    try FileManager.default.createDirectory(atPath: path + "/a", withIntermediateDirectories: true)
    #expect(try error() == .supportEmpty(path: path))
    try scratch.write("support/readme.txt", [1])
    #expect(try error() == .supportEmpty(path: path))
    let whole = image(1)
    try scratch.write("support/a/1.png", whole)
    try scratch.write("support/b/1.png", Array(whole.prefix(whole.count / 2)))
    try scratch.write("support/b/2.gif", Array("GIF89a".utf8))
    let broken = try error()
    guard case .supportUnreadable(path, let files, 2) = broken else {
      Issue.record("\(broken)")
      return
    }
    #expect(files.map(\.path) == ["b/1.png", "b/2.gif"])
    #expect(broken.description.contains("2 images of the support set can't be read: b/1.png: damaged PNG"))
    #expect(broken.description.contains("b/2.gif: damaged GIF (it ends early); replace or remove them"))
    #expect(!broken.description.contains("\n"))
    let text = try scratch.write("plain.txt", [65])
    #expect(throws: DataError.notImages(path: text)) { try SupportFolder.load(path: text, side: 28) }
  }
}
