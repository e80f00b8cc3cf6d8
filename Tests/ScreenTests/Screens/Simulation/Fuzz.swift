import SiamCanvas
import SiamCore

@testable import SiamScreens

/// A seeded generator of random messages.
struct Fuzz {
  var random: TestGenerator
  var isSane: Bool

  init(seed: UInt64, isSane: Bool = false) {
    random = TestGenerator(seed: seed &* 977 &+ 5)
    self.isSane = isSane
  }

  mutating func integer(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func size() -> Int {
    let sizes = [0, 1, 2, 3, 5, 8, 10, 14, 15, 24, 40, 41, 60, 61, 80, 100, 120, 200, -4]
    return sizes[integer(0...sizes.count - 1)]
  }

  mutating func charset() -> Charset { Charset.allCases[integer(0...2)] }

  mutating func theme() -> Theme { [Theme.dark, .light, .plain][integer(0...2)] }

  mutating func float() -> Float {
    let odd: [Float] = [
      .nan, .infinity, -.infinity, 0, -0.0, -1, 1, 4, 1e38, -1e38, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
      1e10,
    ]
    return integer(0...3) > 0 || isSane ? Float.random(in: 0...4, using: &random) : odd[integer(0...odd.count - 1)]
  }

  mutating func double() -> Double { integer(0...5) == 0 && !isSane ? Double(float()) * 1e200 : Double(float()) }

  mutating func count() -> Int {
    integer(0...6) == 0 ? [Int.max, Int.min, 0, -1, 1 << 40][integer(0...4)] : integer(0...9000)
  }

  mutating func text() -> String {
    let texts = [
      "", "glyphs", "日本語の字", "e\u{301}", "\u{1B}[31m", "a\tb\nc", "👩‍👩‍👧", String(repeating: "long ", count: 80), "עברית",
    ]
    return texts[integer(0...texts.count - 1)]
  }

  mutating func message() -> Message {
    switch integer(0...9) {
    case 0...4: .event(event())
    case 5, 6: .input(input())
    case 7: .resized(width: size(), height: size())
    case 8: .clock(seconds: double() * 10)
    default:
      integer(0...20) == 0
        ? .interrupt
        : integer(0...20) == 0
          ? .removed(run: text(), problem: integer(0...1) == 0 ? nil : text())
          : .result(number: integer(0...8), queryResult())
    }
  }

  mutating func input() -> Input {
    let keys: [Key] = [
      .enter, .escape, .tab, .backTab, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .control("c"),
      .backspace, .delete, .character("é"), .character("字"),
    ]
    if integer(0...5) == 0 {
      let actions: [MouseEvent.Action] = [.press, .drag, .drag, .release, .wheelUp, .wheelDown]
      return .mouse(MouseEvent(actions[integer(0...5)], column: integer(-1...210), row: integer(-1...70)))
    }
    let letters = Array(" .+-=_vsLexf?qynjkhlgG123456:/NwdrcmotTux[]{}zpiabC0987")
    return integer(0...2) == 0
      ? .key(keys[integer(0...keys.count - 1)]) : .key(.character(letters[integer(0...letters.count - 1)]))
  }
}
