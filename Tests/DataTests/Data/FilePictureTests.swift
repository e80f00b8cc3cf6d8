import Foundation
import SiamMessages
import TestSupport
import Testing

@testable import SiamData

/// Pictures from files, each with its pixels or its problem.
struct FilePictureTests {
  private let scratch: ScratchFolder

  init() throws {
    scratch = try ScratchFolder()
    for number in [2, 1] {
      try scratch.write("set/\(number).png", PNGFile.grey(20, 20) { x, y in x == y && x < 10 * number ? 0 : 255 })
    }
    try scratch.write("set/notes.txt", Array("no picture".utf8))
    try scratch.write("set/deeper/3.png", Array("no picture either".utf8))
    try scratch.write("empty/notes.txt", Array("no picture".utf8))
  }

  @Test func `files and folders give pictures as the network sees them, bad ones say why`() throws {
    let paths = ["set/2.png", "set", "nowhere.png", "empty"].map { "\(scratch.path)/\($0)" }
    let pictures = FilePicture.read(paths, side: 28, inverted: nil)
    #expect(
      pictures.map { $0.path.dropFirst(scratch.path.count + 1) }
        == ["set/2.png", "set/1.png", "set/2.png", "set/deeper/3.png", "nowhere.png", "empty"])
    let alone = try PictureFile.read(path: paths[0], side: 28)
    #expect(pictures[0].pixels == alone.pixels && pictures[2].pixels == alone.pixels && pictures[0].problem == nil)
    #expect(pictures[1].pixels?.count == 784 && pictures[1].pixels != alone.pixels)
    for (place, words) in [(3, "3.png"), (4, "no such file"), (5, "without PNG")] {
      #expect(pictures[place].pixels == nil)
      #expect(pictures[place].problem?.contains(words) == true, "\(pictures[place])")
      #expect(pictures[place].problem?.contains("\n") == false)
    }
  }

  @Test func `ink is turned as the data was`() throws {
    let path = "\(scratch.path)/set/1.png"
    let kept = try #require(FilePicture.read([path], side: 20, inverted: false)[0].pixels)
    let turned = try #require(FilePicture.read([path], side: 20, inverted: true)[0].pixels)
    #expect(kept[0] == 0 && turned[0] == 255 && kept[19] == 255)
  }

  @Test func `of a large folder the first pictures by name are read, and it says how many were not`() throws {
    let picture = PNGFile.grey(4, 4) { _, _ in 9 }
    for number in 0..<FilePicture.mostOfFolder + 3 { try scratch.write("many/\(1000 + number).png", picture) }
    let pictures = FilePicture.read(["\(scratch.path)/many"], side: 4, inverted: nil)
    #expect(pictures.count == FilePicture.mostOfFolder + 1)
    #expect(pictures.first?.path.hasSuffix("1000.png") == true && pictures.dropLast().allSatisfy { $0.pixels != nil })
    #expect(pictures.last?.problem?.contains("3 more pictures") == true)
  }
}
