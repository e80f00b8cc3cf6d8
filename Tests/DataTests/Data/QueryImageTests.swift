import Foundation
import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Query images read from files, each with its pixels or its problem.
struct QueryImageTests {
  private let scratch: ScratchFolder

  init() throws {
    scratch = try ScratchFolder()
    for number in [2, 1] {
      try scratch.write("set/\(number).png", PNGFile.grey(20, 20) { x, y in x == y && x < 10 * number ? 0 : 255 })
    }
    try scratch.write("set/notes.txt", Array("no image".utf8))
    try scratch.write("set/deeper/3.png", Array("no image either".utf8))
    try scratch.write("empty/notes.txt", Array("no image".utf8))
  }

  @Test func `files and folders are read as network input, or report a problem`() throws {
    let paths = ["set/2.png", "set", "nowhere.png", "empty"].map { "\(scratch.path)/\($0)" }
    let images = QueryImage.read(paths, side: 28, inverted: nil)
    #expect(
      images.map { $0.path.dropFirst(scratch.path.count + 1) }
        == ["set/2.png", "set/1.png", "set/2.png", "set/deeper/3.png", "nowhere.png", "empty"])
    let alone = try ImageFile.read(path: paths[0], side: 28)
    #expect(images[0].pixels == alone.pixels && images[2].pixels == alone.pixels && images[0].problem == nil)
    #expect(images[1].pixels?.count == 784 && images[1].pixels != alone.pixels)
    for (index, text) in [(3, "3.png"), (4, "no such file"), (5, "no images in this folder")] {
      #expect(images[index].pixels == nil)
      #expect(images[index].problem?.contains(text) == true, "\(images[index])")
      #expect(images[index].problem?.contains("\n") == false)
    }
  }

  @Test func `images are inverted as the data was`() throws {
    let path = "\(scratch.path)/set/1.png"
    let original = try #require(QueryImage.read([path], side: 20, inverted: false)[0].pixels)
    let turned = try #require(QueryImage.read([path], side: 20, inverted: true)[0].pixels)
    #expect(original[0] == 0 && turned[0] == 255 && original[19] == 255)
  }

  @Test func `the first images of a large folder are read and the number of others is reported`() throws {
    let image = PNGFile.grey(4, 4) { _, _ in 9 }
    for number in 0..<QueryImage.maxFromFolder + 3 { try scratch.write("many/\(1000 + number).png", image) }
    let images = QueryImage.read(["\(scratch.path)/many"], side: 4, inverted: nil)
    #expect(images.count == QueryImage.maxFromFolder + 1)
    #expect(images.first?.path.hasSuffix("1000.png") == true && images.dropLast().allSatisfy { $0.pixels != nil })
    #expect(images.last?.problem?.contains("3 more images") == true)
  }
}
