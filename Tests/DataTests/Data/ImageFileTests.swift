import Foundation
import TestSupport
import Testing

@testable import SiamData

struct ImageFileTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// Draws a dark bar on paper.
  private static let dark = PNGFile.grey(20, 10) { x, y in (5..<9).contains(x) && y > 1 && y < 8 ? 10 : 250 }
  private static let bright = PNGFile.grey(20, 10) { x, y in (5..<9).contains(x) && y > 1 && y < 8 ? 245 : 5 }

  private func error(_ path: String) throws -> DataError {
    do throws(DataError) {
      _ = try ImageFile.read(path: path, side: 28)
    } catch {
      return error
    }
    throw TestFailure("\(path) was read")
  }

  @Test func `readable images are recognised by name`() {
    for name in ["a.png", "A.PNG", "b.jpg", "b.Jpeg", "2020.01.jpe", "c.gif", "c.webp", "d.tiff"] {
      #expect(ImageFile.isNamed(name), "\(name)")
    }
    for name in ["png", "a", "", "a.png.txt", "a.jxl", "a.nef"] { #expect(!ImageFile.isNamed(name), "\(name)") }
  }

  @Test func `an image is resized and its ink made bright`() throws {
    let dark = try ImageFile.read(path: scratch.write("dark.png", Self.dark), side: 28)
    let bright = try ImageFile.read(path: scratch.write("bright.png", Self.bright), side: 28)
    #expect(dark.isInverted && !bright.isInverted)
    #expect(dark.fileWidth == 20 && dark.fileHeight == 10 && dark.side == 28)
    #expect(dark.path == scratch.path + "/dark.png")
    #expect(dark.pixels.count == 784)
    #expect(dark.pixels[0] == 5 && dark.pixels[14 * 28 + 9] == 245)
    #expect(dark.pixels == bright.pixels)
  }

  @Test func `the inversion of the data takes precedence`() throws {
    let path = try scratch.write("dark.png", Self.dark)
    let unchanged = try ImageFile.read(path: path, side: 10, inverted: false)
    let inverted = try ImageFile.read(path: path, side: 10, inverted: true)
    #expect(unchanged.pixels[0] == 250 && inverted.pixels[0] == 5)
    #expect(zip(unchanged.pixels, inverted.pixels).allSatisfy { Int($0) + Int($1) == 255 })
  }

  @Test func `an image read alone equals the dataset's`() throws {
    for file in smallTree(groups: [nil], classes: ["a", "b", "c"], images: 2) {
      try scratch.write("tree/" + file.name, file.contents)
    }
    let data = try Dataset.load(path: scratch.path + "/tree", options: DatasetOptions(holdOut: .last(0)))
    let alone = try ImageFile.read(
      path: scratch.path + "/tree/b/1.png", side: data.width, inverted: data.isInverted)
    var (pixels, expected): ([Float], [Float]) = ([], [])
    data.pixels(of: [data.images(of: data.training[1])[1]], into: &expected)
    ImageFile.pixels(of: [alone], into: &pixels)
    #expect(pixels == expected)
    let variants = TestTimeVariants(count: 3)
    data.pixels(of: [data.images(of: data.training[1])[1]], variant: 2, of: variants, into: &expected)
    ImageFile.pixels(of: [alone], variant: 2, of: variants, into: &pixels)
    #expect(pixels == expected)
  }

  @Test func `an unreadable file is a one-line error that names it`() throws {
    let missing = scratch.path + "/missing.png"
    #expect(try error(missing) == .noFile(path: missing))
    #expect(try error(missing).description == "\(missing): no such file or folder")
    #expect(try error(missing).fault == .missing)
    #expect(try error(scratch.path) == .folderNotImage(path: scratch.path))
    #expect(try error(scratch.path).fault == .bad)
    #expect(try error("/dev/null") == .notImage(path: "/dev/null", reason: "not a file"))
    let text = try scratch.write("text.png", Array("hello".utf8))
    #expect(try error(text) == .notImage(path: text, reason: "not an image"))
    let empty = try scratch.write("empty.png", [])
    #expect(try error(empty) == .notImage(path: empty, reason: "empty"))
    let photo = try scratch.write("photo.webp", [0xFF, 0x0A, 0xFA, 0x1F])
    let reason = "a JPEG XL file; convert it (ImageMagick: mogrify -format png \(photo))"
    #expect(try error(photo) == .notImage(path: photo, reason: reason))
    #expect(try error(photo).description == "\(photo): invalid image: \(reason)")
    let layers = try scratch.write("a photo.psd", Array("8BPS".utf8))
    #expect(try error(layers).description.hasSuffix("; convert it (ImageMagick: mogrify -format png '\(layers)[0]')"))
  }

  @Test func `an image cut short anywhere is refused or whole`() throws {
    let whole = try ImageFile.read(path: scratch.write("whole.png", Self.dark), side: 28)
    for count in stride(from: 1, to: Self.dark.count - 12, by: 17) {
      let path = try scratch.write("cut.png", Array(Self.dark.prefix(count)))
      let error = try error(path)
      guard case .notImage = error else {
        Issue.record("cut at \(count): \(error)")
        continue
      }
      #expect(error.description.hasPrefix(path + ": invalid image: "))
      #expect(!error.description.contains("\n"))
    }
    #expect(whole.pixels.count == 784)
  }
}
