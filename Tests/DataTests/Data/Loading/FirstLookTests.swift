import SiamMessages
import TestSupport
import Testing

@testable import SiamData

/// What is chosen by looking at pictures.
struct FirstLookTests {
  private func file(_ bytes: [UInt8]) -> SourceFile {
    SourceFile(path: [Array("a".utf8), Array("0.png".utf8)], contents: .bytes(bytes))
  }

  private func grey(_ side: Int) -> SourceFile { file(PNGFile.grey(side, side) { x, y in (x * 3 + y) % 256 }) }

  private func colour(_ width: Int, _ height: Int) -> SourceFile {
    file(PNGFile.rgb(width, height) { x, y in [200, x % 200, y % 200] })
  }

  @Test(arguments: [20, 28, 105, 300]) func `grey pictures are read at 28 pixels in grey`(side: Int) {
    let look = FirstLook([grey(side), grey(side)])
    #expect(look.side == 28 && look.channels == .grey)
  }

  @Test(arguments: [(8, 8, 32), (32, 32, 32), (50, 37, 48), (84, 84, 84), (400, 200, 84)])
  func `pictures in colour are read in colour at their size, within limits`(width: Int, height: Int, side: Int) {
    let look = FirstLook([colour(width, height), colour(width, height), grey(10)])
    #expect(look.side == side && look.channels == .rgb)
  }

  @Test func `the tint of a page and a stain on it are no colour`() {
    let tinted = file(PNGFile.rgb(40, 40) { x, y in [240, 232, x == 3 && y < 4 ? 20 : 220] })
    #expect(FirstLook([tinted]).channels == .grey)
    let few = [colour(40, 40), grey(40), grey(40)]
    #expect(FirstLook(few).channels == .grey)
  }

  @Test func `what can't be read is not looked at`() {
    let look = FirstLook([file([1, 2, 3]), colour(32, 32)])
    #expect(look.channels == .rgb)
    #expect(FirstLook([]).side == 28)
  }

  @Test func `a dataset says what was chosen, and not what was asked for`() throws {
    let scratch = try ScratchFolder()
    for place in 0..<2 {
      for image in 0..<2 {
        let file = PNGFile.rgb(40, 30) { x, y in [10 * place, 250 - x - image, 4 * y] }
        try scratch.write("\(place)/\(image).png", file)
      }
    }
    var options = DatasetOptions()
    options.holdOut = .last(0)
    let data = try Dataset.load(path: scratch.path, options: options)
    #expect(data.width == 40 && data.channels == .rgb && !data.isInverted)
    #expect(data.chosenByLooking == ["--image-size", "--channels", "--invert"])
    #expect(data.choice?.hasPrefix("images are read at 40×40 pixels in colour, as they look; --image-size") == true)
    (options.side, options.channels, options.isInverted) = (16, .grey, true)
    let asked = try Dataset.load(path: scratch.path, options: options)
    #expect(asked.width == 16 && asked.channels == .grey && asked.isInverted)
    #expect(asked.choice == nil)
  }
}
