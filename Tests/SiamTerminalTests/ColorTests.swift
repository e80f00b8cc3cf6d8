import SiamCanvas
import Testing

@testable import SiamTerminal

struct ColorTests {
  @Test func `a colour the terminal has is itself`() {
    #expect(ColorLevel.palette256.number(.rgb(0, 0, 0)) == 16)
    #expect(ColorLevel.palette256.number(.rgb(255, 255, 255)) == 231)
    #expect(ColorLevel.palette256.number(.rgb(215, 95, 0)) == 166)
    #expect(ColorLevel.palette256.number(.rgb(128, 128, 128)) == 244)
    #expect(ColorLevel.sixteen.number(.rgb(205, 0, 0)) == 9)
    #expect(ColorLevel.eight.number(.rgb(255, 0, 0)) == 1)
    #expect(ColorLevel.direct.number(.rgb(1, 2, 3)) == 0x010203)
  }

  @Test func `without dark grey, text in it is light and grounds are dark`() {
    #expect(ColorLevel.eight.number(.rgb(90, 90, 90)) == 7)
    #expect(ColorLevel.eight.number(.rgb(90, 90, 90), isBackground: true) == 0)
  }

  @Test func `every colour has a number within its level`() {
    for red in stride(from: 0, through: 255, by: 15) {
      for green in stride(from: 0, through: 255, by: 15) {
        for blue in stride(from: 0, through: 255, by: 15) {
          let color = Color.rgb(UInt8(red), UInt8(green), UInt8(blue))
          #expect((16..<256).contains(ColorLevel.palette256.number(color)))
          #expect((0..<16).contains(ColorLevel.sixteen.number(color)))
          #expect((0..<8).contains(ColorLevel.eight.number(color)))
        }
      }
    }
    for level in ColorLevel.allCases { #expect(level.number(.standard) == -1) }
  }

  @Test func `the environment and the description choose the level`() {
    #expect(ColorLevel(noColor: nil, colorTerm: "truecolor", described: 8) == .direct)
    #expect(ColorLevel(noColor: nil, colorTerm: "24bit", described: 256) == .direct)
    #expect(ColorLevel(noColor: nil, colorTerm: "yes", described: 256) == .palette256)
    #expect(ColorLevel(noColor: "1", colorTerm: "truecolor", described: 256) == .monochrome)
    #expect(ColorLevel(noColor: "", colorTerm: nil, described: 16) == .sixteen)
    #expect(ColorLevel(noColor: nil, colorTerm: nil, described: -1) == .monochrome)
  }

  @Test func `pairs keep their numbers, and those off screen make room`() {
    var pairs = ColorPairs(capacity: 4)
    func pair(_ number: Int32) -> ColorPairs.Pair { ColorPairs.Pair(foreground: number, background: -1) }
    #expect(pairs.assignment(.standard) == ColorPairs.Assignment(number: 0, isNew: false))
    let first = pairs.assignment(pair(1))
    #expect(first?.isNew == true)
    #expect(pairs.assignment(pair(1)) == first.map { ColorPairs.Assignment(number: $0.number, isNew: false) })
    #expect(pairs.assignment(pair(2)) != nil)
    #expect(pairs.assignment(pair(3)) != nil)
    #expect(pairs.assignment(pair(4)) == nil)
    pairs.evict(keeping: [pair(1), pair(2)])
    #expect(pairs.count == 2)
    #expect(pairs.assignment(pair(1))?.number == first?.number)
    #expect(pairs.assignment(pair(4))?.isNew == true)
    #expect(pairs.assignment(pair(5)) == nil)
  }

  @Test func `a terminal without pairs has the standard one`() {
    var pairs = ColorPairs(capacity: 0)
    #expect(pairs.assignment(.standard)?.number == 0)
    #expect(pairs.assignment(ColorPairs.Pair(foreground: 1, background: 2)) == nil)
  }
}
