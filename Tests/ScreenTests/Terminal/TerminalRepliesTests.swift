import SiamCanvas
import Testing

@testable import SiamTerminal

struct TerminalRepliesTests {
  @Test(arguments: [
    ("11;rgb:1e1e/2d2d/3c3c", Color.rgb(0x1E, 0x2D, 0x3C)), ("11;rgb:f/8/0", .rgb(255, 136, 0)),
    ("11;rgba:ffff/0000/8080/ffff", .rgb(255, 0, 128)), ("11;#fdf6e3", .rgb(0xFD, 0xF6, 0xE3)),
  ])
  func `every notation of a background colour is parsed`(text: String, color: Color) {
    var replies = TerminalReplies()
    replies.apply(text: Array(text.utf8))
    #expect(replies.background == color)
  }

  @Test(arguments: ["10;rgb:0/0/0", "11;", "11;rgb:", "11;rgb:0/0", "11;rgb:00000/0/0", "11;rgb:x/y/z", "11;?", ""])
  func `an invalid reply has no background`(text: String) {
    var replies = TerminalReplies()
    replies.apply(text: Array(text.utf8))
    #expect(replies.background == nil)
  }

  @Test func `COLORFGBG names a background`() {
    #expect(TerminalReplies.background(colorFGBG: "15;0") == .palette(0))
    #expect(TerminalReplies.background(colorFGBG: "0;default;15") == .palette(15))
    #expect(TerminalReplies.background(colorFGBG: "0;default") == nil)
    #expect(TerminalReplies.background(colorFGBG: "0;99") == nil)
    #expect(TerminalReplies.background(colorFGBG: nil) == nil)
  }

  @Test func `a reply split anywhere is not a key, and a key ends an incomplete reply`() {
    let reply = Array("\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{1B}\\\u{1B}[?64;1;2c".utf8)
    // Not after a lone ESC or ESC ], which only time distinguishes from keys.
    for cut in 3..<reply.count where reply[cut - 1] != 0x1B && reply[cut - 2] != 0x1B {
      var parser = InputParser()
      var inputs = parser.parse(reply[..<cut])
      if parser.isPending { inputs += parser.flush() }
      inputs += parser.parse(reply[cut...])
      #expect(inputs.isEmpty, "cut at \(cut)")
      #expect(parser.replies.background == .rgb(0x1E, 0x1E, 0x1E))
      #expect(parser.replies.isComplete)
    }
    var parser = InputParser()
    #expect(parser.parse("\u{1B}]11;rgb\u{3}q".utf8) == [.key(.control("c")), .key(.character("q"))])
    #expect(parser.parse("\u{1B}]11;rgb\u{1B}[A".utf8) == [.key(.up)])
  }
}
