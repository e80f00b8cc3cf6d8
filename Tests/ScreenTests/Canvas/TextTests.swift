import Testing

@testable import SiamCanvas

@Suite struct TextTests {
  private func row(_ canvas: Canvas, _ row: Int = 0) -> String {
    String(canvas.plainText.split(separator: "\n", omittingEmptySubsequences: false)[row])
  }

  @Test func `text is cut at its limit with an ellipsis`() {
    var canvas = Canvas(width: 10, height: 1)
    let end = canvas.write("semi-hard mining", column: 1, row: 0, limit: 8)
    #expect(end == 8)
    #expect(row(canvas) == " semi-h…")
  }

  @Test func `text outside the canvas draws nothing`() {
    var canvas = Canvas(width: 4, height: 2)
    canvas.write("abcdef", column: -2, row: 0)
    canvas.write("x", column: 0, row: 2)
    canvas.write("x", column: 0, row: -1)
    canvas.write("x", column: 4, row: 1)
    #expect(row(canvas, 0).hasPrefix("c"))
    #expect(row(canvas, 1) == "")
  }

  @Test func `wide characters take two columns, and control characters are replaced by one`() {
    var canvas = Canvas(width: 8, height: 1)
    canvas.write("a字e\u{301}\u{7}👍b", column: 0, row: 0)
    #expect(row(canvas) == "a字\u{E9}□👍b")
    canvas.charset = .ascii
    canvas.write("d⁺±字", column: 0, row: 0)
    #expect(row(canvas).hasPrefix("d++-?"))
  }

  @Test(arguments: ["é", "α", "⁺", "│", "█", "⣿", "◆", "‖", "א"] as [Unicode.Scalar])
  func `ordinary characters are one column wide`(scalar: Unicode.Scalar) { #expect(scalar.columns == 1) }

  @Test(
    arguments: [
      "字", "한", "ア", "😀", "ｗ", "\u{3000}", "🈶", "𠮷", "㋿", "｡", "\u{115F}", "\u{2FF0}", "⌚", "⭐",
    ] as [Unicode.Scalar])
  func `wide characters take two columns`(scalar: Unicode.Scalar) { #expect(scalar.columns == (scalar == "｡" ? 1 : 2)) }

  @Test(
    arguments: [
      "\u{300}", "\u{200D}", "\u{AD}", "\u{1B}", "\u{E000}", "\u{1161}", "\u{FE0F}", "\u{302A}", "\u{1F1E6}", "䷀",
    ] as [Unicode.Scalar])
  func `invisible characters, and those on which terminals differ, can't be shown`(scalar: Unicode.Scalar) {
    #expect(scalar.columns == 0)
  }

  @Test func `text is aligned in its area`() {
    var canvas = Canvas(width: 9, height: 3)
    let room = Rectangle(column: 0, row: 0, width: 9, height: 3)
    canvas.write([Span("abc")], in: room, row: 0, align: .left)
    canvas.write([Span("abc")], in: room, row: 1, align: .centre)
    canvas.write([Span("abc")], in: room, row: 2, align: .right)
    #expect(canvas.plainText == "abc\n   abc\n      abc\n")
  }

  @Test func `a panel has a title, a trailing text and rounded corners`() {
    var canvas = Canvas(width: 20, height: 3)
    let inside = canvas.panel(
      Rectangle(column: 0, row: 0, width: 20, height: 3), title: [Span("loss")], trailing: [Span("0.1")],
      border: Style())
    #expect(
      canvas.plainText == "╭─ loss ────── 0.1 ─╮\n".replacing("──────", with: "─────")
        + "│                  │\n╰──────────────────╯\n")
    #expect(inside == Rectangle(column: 1, row: 1, width: 18, height: 1))
    canvas.charset = .ascii
    canvas.panel(Rectangle(column: 0, row: 0, width: 20, height: 3), border: Style())
    #expect(canvas.plainText == "+------------------+\n|                  |\n+------------------+\n")
  }

  @Test func `a panel without room draws nothing`() {
    var canvas = Canvas(width: 20, height: 3)
    #expect(canvas.panel(Rectangle(column: 0, row: 0, width: 1, height: 3), border: Style()).isEmpty)
    #expect(canvas == Canvas(width: 20, height: 3))
  }

  @Test func `words are wrapped`() {
    #expect("the margin is α".wrapped(to: 10) == ["the margin", "is α"])
    #expect("".wrapped(to: 10) == [""])
    #expect("abcdefgh".wrapped(to: 3) == ["abc"])
    #expect("abc".wrapped(to: 0) == [])
  }

  @Test func `long words are cut or have lines of their own`() {
    #expect("a longest b".wrapped(to: 4) == ["a", "long", "b"])
    #expect("a longest b".wrapped(to: 4, breakingWords: false) == ["a", "longest", "b"])
  }
}
