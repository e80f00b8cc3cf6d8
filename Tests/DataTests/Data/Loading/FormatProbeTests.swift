import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Detection of size and channels.
struct FormatProbeTests {
  private func file(_ bytes: [UInt8]) -> SourceFile {
    SourceFile(path: [Array("a".utf8), Array("0.png".utf8)], contents: .bytes(bytes))
  }

  private func grey(_ side: Int) -> SourceFile { file(PNGFile.grey(side, side) { x, y in (x * 3 + y) % 256 }) }

  private func colour(_ width: Int, _ height: Int) -> SourceFile {
    file(PNGFile.rgb(width, height) { x, y in [200, x % 200, y % 200] })
  }

  @Test(arguments: [20, 28, 105, 300]) func `grey images are read at 28 pixels in grey`(side: Int) throws {
    let probe = try FormatProbe([grey(side), grey(side)])
    #expect(probe.side == 28 && probe.channels == .grey)
  }

  @Test(arguments: [(8, 8, 32), (32, 32, 32), (50, 37, 48), (84, 84, 84), (400, 200, 84)])
  func `colour images are read in colour at their size, within limits`(width: Int, height: Int, side: Int) throws {
    let probe = try FormatProbe([colour(width, height), colour(width, height), grey(10)])
    #expect(probe.side == side && probe.channels == .rgb)
  }

  @Test func `a tinted or stained page counts as grey`() throws {
    let tinted = file(PNGFile.rgb(40, 40) { x, y in [240, 232, x == 3 && y < 4 ? 20 : 220] })
    #expect(try FormatProbe([tinted]).channels == .grey)
    let few = [colour(40, 40), grey(40), grey(40)]
    #expect(try FormatProbe(few).channels == .grey)
  }

  @Test func `unreadable files are ignored`() throws {
    let probe = try FormatProbe([file([1, 2, 3]), colour(32, 32)])
    #expect(probe.channels == .rgb)
    #expect(try FormatProbe([]).side == 28)
  }

  @Test func `a dataset reports what was detected, not what was set`() throws {
    let scratch = try ScratchFolder()
    for index in 0..<2 {
      for image in 0..<2 {
        let file = PNGFile.rgb(40, 30) { x, y in [10 * index, 250 - x - image, 4 * y] }
        try scratch.write("\(index)/\(image).png", file)
      }
    }
    var options = DatasetOptions()
    options.holdOut = .last(0)
    let data = try Dataset.load(path: scratch.path, options: options)
    #expect(data.width == 40 && data.channels == .rgb && !data.isInverted)
    #expect(data.chosenByLooking == ["--image-size", "--channels", "--invert"])
    #expect(
      data.choice?.hasPrefix("images are read at 40×40 pixels in colour, as detected from the images; --image-size")
        == true)
    (options.side, options.channels, options.isInverted) = (16, .grey, true)
    let requested = try Dataset.load(path: scratch.path, options: options)
    #expect(requested.width == 16 && requested.channels == .grey && requested.isInverted)
    #expect(requested.choice == nil)
  }
}
