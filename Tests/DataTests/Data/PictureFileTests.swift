import Foundation
import TestSupport
import Testing

@testable import SiamData

struct PictureFileTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// A dark bar on paper.
  private static let dark = PNGFile.grey(20, 10) { x, y in (5..<9).contains(x) && y > 1 && y < 8 ? 10 : 250 }
  private static let bright = PNGFile.grey(20, 10) { x, y in (5..<9).contains(x) && y > 1 && y < 8 ? 245 : 5 }

  private func error(_ path: String) throws -> DataError {
    do throws(DataError) {
      _ = try PictureFile.read(path: path, side: 28)
    } catch {
      return error
    }
    throw TestFailure("\(path) was read")
  }

  @Test func `a name tells whether siam reads such a picture`() {
    for name in ["a.png", "A.PNG", "b.jpg", "b.Jpeg", "2020.01.jpe"] { #expect(PictureFile.isNamed(name), "\(name)") }
    for name in ["png", "a", "", "a.png.txt", "a.gif", "a.webp"] { #expect(!PictureFile.isNamed(name), "\(name)") }
  }

  @Test func `a picture is resized, and its ink is bright`() throws {
    let dark = try PictureFile.read(path: scratch.write("dark.png", Self.dark), side: 28)
    let bright = try PictureFile.read(path: scratch.write("bright.png", Self.bright), side: 28)
    #expect(dark.isInverted && !bright.isInverted)
    #expect(dark.fileWidth == 20 && dark.fileHeight == 10 && dark.side == 28)
    #expect(dark.path == scratch.path + "/dark.png")
    #expect(dark.pixels.count == 784)
    #expect(dark.pixels[0] == 5 && dark.pixels[14 * 28 + 9] == 245)
    #expect(dark.pixels == bright.pixels)
  }

  @Test func `what the data was turned decides, where it is known`() throws {
    let path = try scratch.write("dark.png", Self.dark)
    let kept = try PictureFile.read(path: path, side: 10, inverted: false)
    let turned = try PictureFile.read(path: path, side: 10, inverted: true)
    #expect(kept.pixels[0] == 250 && turned.pixels[0] == 5)
    #expect(zip(kept.pixels, turned.pixels).allSatisfy { Int($0) + Int($1) == 255 })
  }

  @Test func `a picture of a dataset read alone is the dataset's`() throws {
    for file in smallTree(groups: [nil], classes: ["a", "b", "c"], images: 2) {
      try scratch.write("tree/" + file.name, file.contents)
    }
    let data = try Dataset.load(path: scratch.path + "/tree", options: DatasetOptions(holdOut: .last(0)))
    let alone = try PictureFile.read(
      path: scratch.path + "/tree/b/1.png", side: data.width, inverted: data.isInverted)
    var (pixels, expected): ([Float], [Float]) = ([], [])
    data.pixels(of: [data.images(of: data.training[1])[1]], into: &expected)
    PictureFile.pixels(of: [alone], into: &pixels)
    #expect(pixels == expected)
    let variants = TestTimeVariants(count: 3)
    data.pixels(of: [data.images(of: data.training[1])[1]], variant: 2, of: variants, into: &expected)
    PictureFile.pixels(of: [alone], variant: 2, of: variants, into: &pixels)
    #expect(pixels == expected)
  }

  @Test func `what can't be read is one line that names the file`() throws {
    let missing = scratch.path + "/missing.png"
    #expect(try error(missing) == .noFile(path: missing))
    #expect(try error(missing).description == "\(missing): no such file or folder")
    #expect(try error(missing).fault == .missing)
    #expect(try error(scratch.path) == .folderNotPicture(path: scratch.path))
    #expect(try error(scratch.path).fault == .bad)
    #expect(try error("/dev/null") == .notPicture(path: "/dev/null", reason: "not a file"))
    let text = try scratch.write("text.png", Array("hello".utf8))
    #expect(try error(text) == .notPicture(path: text, reason: "not a PNG or JPEG picture"))
    let empty = try scratch.write("empty.png", [])
    #expect(try error(empty) == .notPicture(path: empty, reason: "empty"))
    let photo = try scratch.write("photo.webp", Array("RIFF____WEBP".utf8))
    #expect(try error(photo) == .notPicture(path: photo, reason: "a WebP; make it a PNG or JPEG"))
  }

  @Test func `a picture cut short anywhere is refused or whole`() throws {
    let whole = try PictureFile.read(path: scratch.write("whole.png", Self.dark), side: 28)
    for count in stride(from: 1, to: Self.dark.count - 12, by: 17) {
      let path = try scratch.write("cut.png", Array(Self.dark.prefix(count)))
      let error = try error(path)
      guard case .notPicture = error else {
        Issue.record("cut at \(count): \(error)")
        continue
      }
      #expect(error.description.hasPrefix(path + ": can't be used as a picture: "))
      #expect(!error.description.contains("\n"))
    }
    #expect(whole.pixels.count == 784)
  }
}
