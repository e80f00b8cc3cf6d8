import Foundation
import TestSupport
import Testing

@testable import SiamData

struct SupportFolderTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func picture(_ place: Int, paper: Int = 255) -> [UInt8] {
    PNGFile.grey(14, 14) { x, y in x == 2 + place && y > 2 ? 255 - paper : paper }
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

  @Test func `a folder a class, with different numbers of shots`() throws {
    for (place, name) in ["cat/2.png", "cat/1.png", "ant/x.PNG", "bee/1.png", "bee/2.png", "bee/3.png"].enumerated() {
      try scratch.write("support/" + name, picture(place))
    }
    try scratch.write("support/cat/notes.txt", Array("notes".utf8))
    try scratch.write("support/.hidden.png", [1])
    let support = try load()
    #expect(support.classes.map(\.name) == ["ant", "bee", "cat"])
    #expect(support.classes.map(\.pictures.count) == [1, 3, 2])
    #expect(support.isInverted)
    #expect(support.skipped == [SkippedFile(path: "cat/notes.txt", reason: "not a PNG or JPEG picture")])
    let first = try #require(support.classes.last?.pictures.first)
    #expect(first.path == scratch.path + "/support/cat/1.png")
    let alone = try PictureFile.read(path: first.path, side: 28)
    #expect(first == alone)
  }

  @Test func `pictures named by class`() throws {
    for (place, name) in ["cat-1", "cat_2", "A", "dog (3)", "dog", "cat 3"].enumerated() {
      try scratch.write("support/\(name).png", picture(place))
    }
    let support = try load(inverted: false)
    #expect(support.classes.map(\.name) == ["A", "cat", "dog"])
    #expect(support.classes.map(\.pictures.count) == [1, 3, 2])
    #expect(!support.isInverted && support.classes[0].pictures[0].pixels[0] == 255)
  }

  @Test(arguments: [
    ("A.png", "A"), ("b12-3.png", "b12"), ("10.png", "10"), ("cat--07.png", "cat"), ("-.png", "-"),
    ("class01.PNG", "class01"),
    ("no 5 (2).png", "no 5"), ("猫2.png", "猫2"),
  ]) func `a class's name is the file's without a number parted from it`(file: String, name: String) {
    let found = String(decoding: SupportFolder.className([Array(file.utf8)]), as: UTF8.self)
    #expect(found == name)
  }

  @Test func `a zip is read as its folder is, without folders that all pictures share`() throws {
    var zip = ZipFile()
    for (place, name) in ["b/1.png", "a/1.png", "a/2.png"].enumerated() {
      zip.add("my support/set/" + name, picture(place))
    }
    let path = try scratch.write("support.zip", zip.bytes)
    let support = try SupportFolder.load(path: path, side: 28)
    #expect(support.classes.map(\.name) == ["a", "b"])
    #expect(support.classes.map(\.pictures.count) == [2, 1])
  }

  @Test func `one class is not enough`() throws {
    for place in 0..<3 { try scratch.write("support/cat/\(place).png", picture(place)) }
    let error = try error()
    #expect(error == .supportOneClass(path: scratch.path + "/support", name: "cat"))
    #expect(error.description.hasSuffix("all pictures are of one class, cat; a support set needs at least 2"))
  }

  @Test func `no pictures, no folder and no whole picture are told apart, a line each`() throws {
    let path = scratch.path + "/support"
    #expect(try error() == .noFile(path: path))
    try FileManager.default.createDirectory(atPath: path + "/a", withIntermediateDirectories: true)
    #expect(try error() == .supportEmpty(path: path))
    try scratch.write("support/readme.txt", [1])
    #expect(try error() == .supportEmpty(path: path))
    let whole = picture(1)
    try scratch.write("support/a/1.png", whole)
    try scratch.write("support/b/1.png", Array(whole.prefix(whole.count / 2)))
    try scratch.write("support/b/2.gif", Array("GIF89a".utf8))
    let broken = try error()
    guard case .supportUnreadable(path, let files, 2) = broken else {
      Issue.record("\(broken)")
      return
    }
    #expect(files.map(\.path) == ["b/1.png", "b/2.gif"])
    #expect(broken.description.contains("2 pictures of the support set can't be read: b/1.png: damaged PNG"))
    #expect(broken.description.contains("b/2.gif: a GIF; make it a PNG or JPEG; replace or remove them"))
    #expect(!broken.description.contains("\n"))
    let text = try scratch.write("plain.txt", [65])
    #expect(throws: DataError.notImages(path: text)) { try SupportFolder.load(path: text, side: 28) }
  }
}
