import SiamCanvas
import Testing

@testable import SiamTerminal

struct ColorTests {
  @Test func `a colour the terminal has is itself`() {
    #expect(ColorReduction.number(.rgb(0, 0, 0), level: .palette256) == 16)
    #expect(ColorReduction.number(.rgb(255, 255, 255), level: .palette256) == 231)
    #expect(ColorReduction.number(.rgb(215, 95, 0), level: .palette256) == 166)
    #expect(ColorReduction.number(.rgb(128, 128, 128), level: .palette256) == 244)
    #expect(ColorReduction.number(.rgb(205, 0, 0), level: .sixteen) == 1)
    #expect(ColorReduction.number(.rgb(255, 0, 0), level: .eight) == 1)
    #expect(ColorReduction.number(.rgb(1, 2, 3), level: .direct) == 0x010203)
  }

  @Test func `every colour has a number within its level`() {
    for red in stride(from: 0, through: 255, by: 15) {
      for green in stride(from: 0, through: 255, by: 15) {
        for blue in stride(from: 0, through: 255, by: 15) {
          let color = Color.rgb(UInt8(red), UInt8(green), UInt8(blue))
          #expect((16..<256).contains(ColorReduction.number(color, level: .palette256)))
          #expect((0..<16).contains(ColorReduction.number(color, level: .sixteen)))
          #expect((0..<8).contains(ColorReduction.number(color, level: .eight)))
        }
      }
    }
    for level in ColorLevel.allCases { #expect(ColorReduction.number(.standard, level: level) == -1) }
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
