import SiamCanvas
import Testing

@testable import SiamTerminal

struct TerminalColorTests {
  @Test func `a colour that the terminal has keeps its number`() {
    #expect(ColorLevel.palette256.number(.rgb(0, 0, 0)) == 16)
    #expect(ColorLevel.palette256.number(.rgb(255, 255, 255)) == 231)
    #expect(ColorLevel.palette256.number(.rgb(215, 95, 0)) == 166)
    #expect(ColorLevel.palette256.number(.rgb(128, 128, 128)) == 244)
    #expect(ColorLevel.sixteen.number(.rgb(205, 0, 0)) == 9)
    #expect(ColorLevel.eight.number(.rgb(255, 0, 0)) == 1)
    #expect(ColorLevel.direct.number(.rgb(1, 2, 3)) == 0x010203)
  }

  @Test func `without dark grey, text becomes light and backgrounds dark`() {
    #expect(ColorLevel.eight.number(.rgb(90, 90, 90)) == 7)
    #expect(ColorLevel.eight.number(.rgb(90, 90, 90), isBackground: true) == 0)
  }

  @Test func `both pixels of a half block are backgrounds`() {
    let keys = PairKeys(level: .eight, hasDefaultColors: true)
    let grey = Color.rgb(90, 90, 90)
    let pair = keys.key(Cell("▀", Style(grey, background: grey)))
    #expect(pair.foreground == pair.background)
    #expect(keys.key(Cell("a", Style(grey, background: grey))).foreground == 7)
  }

  @Test func `a colour picture has the nearest colours at each level`() throws {
    let (red, green, blue): ([UInt8], [UInt8], [UInt8]) = (
      [230, 30, 20, 120], [30, 200, 40, 120], [30, 60, 240, 120]
    )
    let raster = try #require(Raster(width: 4, height: 1, isColoured: true, pixels: red + green + blue))
    var canvas = Canvas(width: 4, height: 1)
    canvas.picture(raster, in: Rectangle(column: 0, row: 0, width: 4, height: 1), theme: .dark)
    let expected: [ColorLevel: [Int32]] = [
      .direct: [0xE61E1E, 0x1EC83C, 0x1428F0, 0x787878], .palette256: [160, 41, 21, 243],
      .sixteen: [9, 10, 12, 7], .eight: [1, 2, 4, 7], .monochrome: [-1, -1, -1, -1],
    ]
    for (level, numbers) in expected {
      let keys = PairKeys(level: level, hasDefaultColors: true)
      #expect(canvas.cells.map { keys.key($0).foreground } == numbers, "\(level)")
    }
  }

  @Test func `a palette colour keeps its number with sixteen colours or more`() {
    for number in 0..<16 {
      let color = Color.palette(UInt8(number))
      #expect(ColorLevel.sixteen.number(color) == Int32(number))
      #expect(ColorLevel.palette256.number(color) == Int32(number))
      #expect(ColorLevel.direct.number(color) == 1 << 24 + Int32(number))
      #expect((0..<8).contains(ColorLevel.eight.number(color)))
      #expect(ColorLevel.monochrome.number(color) == -1)
    }
  }

  @Test(arguments: [Theme.terminalDark, .terminalLight])
  func `d⁺, d⁻, success and warnings differ in eight colours`(theme: Theme) {
    let roles = [theme.positive, theme.negative, theme.good, theme.warning]
    #expect(Set(roles.map { ColorLevel.eight.number($0.foreground) }).count == 4)
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

  @Test func `the environment and the description decide the level`() {
    #expect(ColorLevel(noColor: nil, colorTerm: "truecolor", described: 8) == .direct)
    #expect(ColorLevel(noColor: nil, colorTerm: "24bit", described: 256) == .direct)
    #expect(ColorLevel(noColor: nil, colorTerm: "yes", described: 256) == .palette256)
    #expect(ColorLevel(noColor: "1", colorTerm: "truecolor", described: 256) == .monochrome)
    #expect(ColorLevel(noColor: "", colorTerm: nil, described: 16) == .sixteen)
    #expect(ColorLevel(noColor: nil, colorTerm: nil, described: -1) == .monochrome)
  }

  @Test func `pairs keep their numbers, and pairs off screen are evicted`() {
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

  @Test func `a terminal without colour pairs has only the standard one`() {
    var pairs = ColorPairs(capacity: 0)
    #expect(pairs.assignment(.standard)?.number == 0)
    #expect(pairs.assignment(ColorPairs.Pair(foreground: 1, background: 2)) == nil)
  }
}
