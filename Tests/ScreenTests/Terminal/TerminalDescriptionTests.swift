import Foundation
import Testing

@testable import SiamTerminal

struct TerminalDescriptionTests {
  private let small = TerminalDescription(
    names: ["a", "b"], flags: [true, false, true], numbers: [80, nil],
    strings: [Array("x".utf8), nil, Array("yz".utf8)],
    extendedFlags: ["RGB"])

  @Test func `a compiled entry has the bytes of the manual page`() {
    let expected: [UInt8] =
      [0x1E, 0x02, 4, 0, 3, 0, 2, 0, 3, 0, 5, 0]  // magic, and the sizes of what follows
      + Array("a|b\0".utf8) + [1, 0, 1, 0]  // names, flags and a padding byte
      + [80, 0, 0, 0, 255, 255, 255, 255]  // numbers
      + [0, 0, 255, 255, 2, 0] + Array("x\0yz\0".utf8) + [0]  // offsets, strings and a padding byte
      + [1, 0, 0, 0, 0, 0, 1, 0, 4, 0] + [1, 0] + [0, 0] + Array("RGB\0".utf8)
    #expect(small.compiled() == expected)
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5, 100])
  func `base 64 equals Foundation's`(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + 200) }
    #expect(base64(bytes) == Data(bytes).base64EncodedString())
  }

  @Test func `delays are removed from the restore sequence`() {
    #expect(RestoreSequence.withoutDelays(Array("a$<100/>b$<5>c$d".utf8)) == Array("abc$d".utf8))
    #expect(RestoreSequence.withoutDelays(Array("$<".utf8)) == Array("$<".utf8))
  }

  @Test func `the restore sequence shows the main screen and the cursor and releases the mouse`() {
    let known = ["rmcup": "<rmcup>", "cnorm": "<cnorm>", "sgr0": "<sgr0>", "rmkx": "<rmkx>"]
    let sequence = RestoreSequence(usesMouse: true, synchronizes: true) { name in known[name].map { Array($0.utf8) } }
    #expect(
      String(decoding: sequence.bytes, as: UTF8.self)
        == "<sgr0>\u{1B}[?2026l\u{1B}[?1006l\u{1B}[?1002l<rmkx><rmcup><cnorm>")
  }

  @Test func `errors say what to do`() {
    #expect("\(TerminalError.notATerminal(descriptor: 1))" == "standard output is not a terminal; run with --headless")
    #expect("\(TerminalError.unknownType("wy99"))".contains("'wy99'"))
  }
}
