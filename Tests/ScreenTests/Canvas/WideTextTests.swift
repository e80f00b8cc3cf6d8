import Foundation
import Testing

@testable import SiamCanvas

/// Characters of two columns.
@Suite struct WideTextTests {
  private func drawn(_ text: String, width: Int = 12, column: Int = 0, limit: Int = .max) -> String {
    var canvas = Canvas(width: width, height: 1)
    canvas.fill(Rectangle(column: 0, row: 0, width: width, height: 1), with: Cell("."))
    canvas.write(text, column: column, row: 0, limit: limit)
    #expect(canvas.isWellFormed)
    return String(canvas.plainText.dropLast())
  }

  @Test func `a wide character takes two cells`() {
    #expect(drawn("猫a犬") == "猫a犬.......")
    #expect(drawn("猫", column: 11) == "............", "there is room for half of it")
    #expect(drawn("猫犬", column: -1) == " 犬.........")
    #expect(drawn("猫犬", column: -2) == "犬..........")
  }

  @Test(arguments: [
    (8, "小鳥魚類...."), (7, "小鳥魚…....."), (6, "小鳥…......."), (5, "小鳥…......."), (4, "小…........."), (3, "小…........."),
    (2, "小.........."), (1, "............"),
  ])
  func `a text is cut between characters`(limit: Int, shown: String) {
    #expect(drawn("小鳥魚類", limit: limit) == shown)
  }

  @Test func `overwriting half of a character blanks the other half`() {
    var canvas = Canvas(width: 6, height: 1)
    canvas.write("猫犬鳥", column: 0, row: 0)
    canvas[1, 0] = Cell("a")
    #expect(canvas.plainText == " a犬鳥\n" && canvas.isWellFormed)
    canvas[2, 0] = Cell("b")
    #expect(canvas.plainText == " ab 鳥\n" && canvas.isWellFormed)
    canvas.write("字", column: 3, row: 0)
    #expect(canvas.plainText == " ab字\n" && canvas.isWellFormed)
  }

  @Test func `any drawing leaves whole characters, and changes patch an earlier canvas`() {
    var random = TestGenerator(seed: 5)
    let texts = ["猫", "a", "犬b", "…字", "한국", "👍", "─", " ", "ｶﾞ", "x字y字z"]
    var before = Canvas(width: 9, height: 3)
    for _ in 0..<400 {
      var after = before
      for _ in 0..<3 {
        let style = Style(attributes: Bool.random(using: &random) ? .bold : [])
        let column = Int.random(in: -3..<10, using: &random)
        after.write(
          texts.randomElement(using: &random) ?? "", column: column, row: Int.random(in: 0..<3, using: &random),
          limit: Int.random(in: 0..<12, using: &random), style: style)
      }
      #expect(after.isWellFormed)
      var patched = before
      for run in after.changes(from: before) {
        #expect(!run.cells[0].isContinuation)
        for (offset, cell) in run.cells.enumerated() { patched[run.column + offset, run.row] = cell }
      }
      #expect(patched == after)
      before = after
    }
  }

  @Test func `text is aligned, wrapped and cut by columns`() {
    var canvas = Canvas(width: 8, height: 2)
    let room = Rectangle(column: 0, row: 0, width: 8, height: 2)
    canvas.write([Span("猫犬")], in: room, row: 0, align: .right)
    canvas.write([Span("猫a")], in: room, row: 1, align: .centre)
    #expect(canvas.plainText == "    猫犬\n  猫a\n")
    #expect("猫 犬 小鳥 魚類".wrapped(to: 7) == ["猫 犬", "小鳥", "魚類"])
    #expect("魚類図鑑".wrapped(to: 5) == ["魚類"])
    let charset = Charset.braille
    #expect(charset.columns("小鳥a") == 5 && Charset.ascii.columns("小鳥a") == 3)
    #expect(charset.prefix("小鳥", columns: 3) == "小" && charset.suffix("小鳥", columns: 3) == "鳥")
    #expect(charset.prefix("小鳥", columns: 0) == "" && charset.suffix("小鳥", columns: -1) == "")
  }

  @Test(arguments: [
    ("👩\u{200D}🌾", "👩"),
    ("👍🏽", "👍"),
    ("🇯🇵", "JP"),
    ("❤\u{FE0F}", "❤"),
    ("1\u{FE0F}\u{20E3}", "1"),
    ("🏴\u{E0067}\u{E007F}", "🏴"),
    ("\u{1112}\u{1161}\u{11AB}", "한"),
    ("か\u{3099}", "が"),
    ("ｶﾞ", "ｶﾞ"),
    ("กำ", "กำ"),
    ("क्ष", "कष"),
    ("\u{1161}", "□"),
    ("\u{200D}", "□"),
    ("\u{301}", "□"),
    ("ấ", "ấ"),
  ])
  func `a sequence is shown by its first or composed character`(text: String, shown: String) {
    let scalars = Charset.braille.scalars(text)
    #expect(String(String.UnicodeScalarView(scalars)) == shown)
    #expect(scalars.allSatisfy { $0.columns > 0 })
  }

  @Test func `exports have each wide character once, over two columns`() {
    var canvas = Canvas(width: 5, height: 1)
    canvas.write("a字b", column: 0, row: 0, style: Style(background: .rgb(1, 2, 3)))
    #expect(canvas.exported(as: .text, theme: .dark) == "a字b\n")
    #expect(canvas.ansiText(in: .direct).contains("ma字b\u{1B}"))
    let svg = canvas.exported(as: .svg, theme: .dark)
    #expect(svg.contains("<text x=\"8\" y=\"12\" textLength=\"16\" lengthAdjust=\"spacingAndGlyphs\">字</text>"))
    #expect(svg.contains("M0 0h32v16h-32z"), "the background covers both columns")
    #expect(svg.contains("<text x=\"24\" y=\"12\">b</text>") && !svg.contains("\0"))
  }

  #if canImport(Glibc)
    @Test func `widths agree with the C library's`() throws {
      let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
      let previous = uselocale(locale)
      defer {
        uselocale(previous)
        freelocale(locale)
      }
      // Swift's Glibc module lacks it.
      let symbol = try #require(dlsym(nil, "wcwidth"))
      let wcwidth = unsafeBitCast(symbol, to: (@convention(c) (wchar_t) -> Int32).self)
      var differing: [String] = []
      for value in UInt32(0x20)...0x3FFFD {
        guard let scalar = Unicode.Scalar(value), scalar.columns > 0 else { continue }
        let width = wcwidth(wchar_t(value))
        // −1 is a character of a later Unicode than the library's; 0 the old Hangul letters of some versions.
        if width > 0, Int(width) != scalar.columns { differing.append("U+" + String(value, radix: 16)) }
      }
      #expect(differing.isEmpty, "\(differing.prefix(20))")
    }
  #endif
}
