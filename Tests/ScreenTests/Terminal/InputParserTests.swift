import SiamCanvas
import Testing

@testable import SiamTerminal

struct InputParserTests {
  private func parse(_ text: String) -> [Input] {
    var parser = InputParser()
    let inputs = parser.parse(text.utf8)
    return inputs + parser.flush()
  }

  @Test func `letters, hjkl too, are characters`() {
    #expect(parse("hj1 ") == ["h", "j", "1", " "].map { .key(.character($0)) })
  }

  @Test func `characters of several bytes are one key each`() {
    #expect(parse("é日🙂") == [.key(.character("é")), .key(.character("日")), .key(.character("🙂"))])
  }

  @Test func `control letters differ from named keys`() {
    #expect(parse("\u{3}\u{1A}\u{C}") == [.key(.control("c")), .key(.control("z")), .key(.control("l"))])
    #expect(parse("\r") == [.key(.enter)])
    #expect(parse("\n\t\u{7F}\u{8}") == [.key(.enter), .key(.tab), .key(.backspace), .key(.backspace)])
  }

  @Test(arguments: [
    ("\u{1B}[A", Key.up), ("\u{1B}OB", .down), ("\u{1B}[C", .right), ("\u{1B}OD", .left), ("\u{1B}[1;5A", .up),
    ("\u{1B}[H", .home), ("\u{1B}OF", .end), ("\u{1B}[1~", .home), ("\u{1B}[8~", .end), ("\u{1B}[3~", .delete),
    ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[Z", .backTab), ("\u{1B}OM", .enter),
    ("\u{1B}Ok", .character("+")),
  ])
  func `escape sequences are parsed as keys in either keypad mode`(sequence: String, key: Key) {
    #expect(parse(sequence) == [.key(key)])
  }

  @Test func `a sequence may arrive a byte at a time`() {
    var parser = InputParser()
    var inputs: [Input] = []
    for byte in "\u{1B}[<0;12;7M日\u{1B}[B".utf8 { inputs += parser.parse([byte]) }
    #expect(inputs == [.mouse(MouseEvent(.press, column: 11, row: 6)), .key(.character("日")), .key(.down)])
    #expect(!parser.isPending)
  }

  @Test func `Escape is a key when nothing follows, and before another key`() {
    var parser = InputParser()
    #expect(parser.parse([0x1B]) == [])
    #expect(parser.isPending)
    #expect(parser.flush() == [.key(.escape)])
    #expect(!parser.isPending)
    #expect(parse("\u{1B}q") == [.key(.escape), .key(.character("q"))])
    #expect(parse("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    #expect(parse("\u{1B}\u{1B}[A") == [.key(.escape), .key(.up)])
    #expect(parse("\u{1B}[") == [.key(.escape), .key(.character("["))])
  }

  @Test func `the left button, dragging and the wheel are reported, other buttons are not`() {
    #expect(parse("\u{1B}[<0;1;1M") == [.mouse(MouseEvent(.press, column: 0, row: 0))])
    #expect(parse("\u{1B}[<32;300;99M") == [.mouse(MouseEvent(.drag, column: 299, row: 98))])
    #expect(parse("\u{1B}[<0;2;3m") == [.mouse(MouseEvent(.release, column: 1, row: 2))])
    #expect(parse("\u{1B}[<64;2;3M\u{1B}[<65;2;3M").count == 2)
    #expect(parse("\u{1B}[<64;2;3M") == [.mouse(MouseEvent(.wheelUp, column: 1, row: 2))])
    #expect(parse("\u{1B}[<16;2;3M") == [.mouse(MouseEvent(.press, column: 1, row: 2))])
    #expect(parse("\u{1B}[<2;2;3M\u{1B}[<35;2;3M\u{1B}[<66;2;3M\u{1B}[<2;2;3m") == [])
  }

  @Test func `mouse reports without mode 1006 are parsed`() {
    #expect(parse("\u{1B}[M !\"") == [.mouse(MouseEvent(.press, column: 0, row: 1))])
    #expect(parse("\u{1B}[M#!!") == [.mouse(MouseEvent(.release, column: 0, row: 0))])
  }

  @Test(arguments: [
    "\u{1B}[<0;0;5M", "\u{1B}[<0;5M", "\u{1B}[<;;M", "\u{1B}[<99999999999999999999;1;1M", "\u{1B}[<a", "\u{1B}[200~",
    "\u{1B}[?64;1;2c", "\u{1B}]11;rgb:1212/3434/5656\u{7}", "\u{1B}P>|xterm\u{1B}\\", "\u{1B}[[A", "\u{1B}[15~",
    "\u{1B}OP",
  ])
  func `an unknown sequence is dropped whole`(sequence: String) {
    #expect(parse(sequence) == [] || sequence.hasSuffix("a"))
    #expect(parse(sequence + "q").last == .key(.character("q")))
  }

  @Test func `a very long sequence is dropped`() {
    let long = "\u{1B}[" + String(repeating: "1;", count: 10_000) + "A"
    #expect(parse(long + "q") == [.key(.character("q"))])
  }

  @Test func `invalid UTF-8 is dropped`() {
    var parser = InputParser()
    #expect(parser.parse([0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xC3, 0x61]) == [.key(.character("a"))])
  }

  @Test func `random bytes don't trap, and the parser recovers`() {
    var generator = SystemRandomNumberGenerator()
    let likely = Array("\u{1B}\u{1B}[[<;;0123456789MmO~A]P\\".utf8)
    for _ in 0..<10_000 {
      var parser = InputParser()
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        Bool.random(using: &generator)
          ? likely[Int.random(in: 0..<likely.count, using: &generator)] : UInt8.random(in: 0...255, using: &generator)
      }
      var inputs = parser.parse(bytes)
      inputs += parser.flush()
      #expect(!parser.isPending)
      #expect(inputs.count <= bytes.count)
      // Ends any sequence in progress; then a key follows.
      _ = parser.parse([0x18, 0x18, 0x18])
      #expect(parser.parse("\u{1B}\\q".utf8).last == .key(.character("q")), "after \(bytes)")
    }
  }
}
