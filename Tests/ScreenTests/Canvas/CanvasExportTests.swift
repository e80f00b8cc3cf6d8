import Foundation
import Testing

@testable import SiamCanvas

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct CanvasExportTests {
  private func svg(of text: String, style: Style = Style(), theme: Theme = .dark) -> String {
    var canvas = Canvas(width: 12, height: 1)
    canvas.write(text, column: 0, row: 0, style: style)
    return canvas.exported(as: .svg, theme: theme)
  }

  @Test func `each format is exported`() {
    var canvas = Canvas(width: 3, height: 1)
    canvas.write("a⣿", column: 0, row: 0, style: Style(.palette(9)))
    #expect(canvas.exported(as: .text, theme: .dark) == "a⣿\n")
    #expect(canvas.exported(as: .ansi, theme: .dark) == "\u{1B}[0;91ma⣿\u{1B}[0m \u{1B}[0m\n")
    #expect(canvas.exported(as: .svg, theme: .dark).hasPrefix("<svg xmlns="))
  }

  @Test func `a run of text is fitted to its cells`() {
    let text = svg(of: "loss  0.12 ±", style: Style(.rgb(1, 2, 255), attributes: .bold))
    #expect(text.contains("<g fill=\"#0102ff\" font-weight=\"bold\">"))
    #expect(text.contains("<text x=\"0\" y=\"12\" textLength=\"32\">loss</text>"))
    #expect(text.contains("<text x=\"48\" y=\"12\" textLength=\"32\">0.12</text>"))
    #expect(text.contains("<text x=\"88\" y=\"12\">±</text>"), "a non-ASCII character is a run of its own")
    #expect(svg(of: "d < 2 & up").contains(">d &lt; 2 &amp; up<"))
  }

  @Test func `blocks, lines and dots are shapes`() {
    let svg = svg(of: "██▄─╭⠁●○", style: Style(.rgb(0, 128, 0)))
    #expect(svg.contains("M0 0h16v16h-16z"), "adjacent rectangles are joined")
    #expect(svg.contains("M16 8h8v8h-8z"))
    #expect(svg.contains("M24 8h8v1h-8z"))
    #expect(svg.contains("M32 0m4.5 16"))
    #expect(svg.contains("<path stroke=\"#008000\" d=\"M42 2h.01\"/>"))
    #expect(svg.contains("<path fill=\"#008000\" d=\"M48 0m1 8a3 3"))
    #expect(svg.contains("M56 0m1 8a3 3"))
    #expect(!svg.contains("<text"))
  }

  @Test(arguments: Array(0x2580...0x259F) + Array(0x2800...0x28FF) as [UInt32])
  func `every block and dot stays in its cell`(value: UInt32) throws {
    let shape = try #require(Unicode.Scalar(value).flatMap(CellShape.init))
    for part in shape.parts {
      #expect(part.x >= 0 && part.y >= 0 && part.width > 0 && part.height > 0)
      #expect(part.x + part.width <= CellShape.width && part.y + part.height <= CellShape.height)
    }
    #expect(shape.dots.count == (value >= 0x2800 ? value.nonzeroBitCount - UInt32(0x2800).nonzeroBitCount : 0))
  }

  @Test func `quadrant characters cover the right area`() throws {
    func area(_ scalar: Unicode.Scalar) -> Int? {
      CellShape(scalar)?.parts.reduce(0) { $0 + $1.width * $1.height }
    }
    #expect(area("▘") == 32 && area("▚") == 64 && area("▙") == 96 && area("█") == 128 && area("▄") == 64)
    let upperRight = try #require(CellShape("▝")).parts
    #expect(upperRight == [CellShape.Part(4, 0, 4, 8)])
  }

  @Test func `reversed and dim cells look like on a terminal`() {
    let reversed = svg(of: "x", style: Style(.rgb(255, 0, 0), attributes: .reverse))
    #expect(reversed.contains("<path fill=\"#ff0000\" d=\"M0 0h8v16h-8z\"/>"))
    #expect(reversed.contains("<g fill=\"\(Theme.dark.background.hexadecimal)\">"))
    let dim = svg(of: "x", style: Style(.rgb(0xFF, 0xFF, 0xFF), attributes: .dim), theme: .highContrast)
    #expect(dim.contains("<g fill=\"#999999\">"))
  }

  @Test func `the background is the theme's`() {
    #expect(svg(of: "x", theme: .light).contains("fill=\"#fafaf6\"/>"))
    #expect(svg(of: "x", theme: .terminalLight).contains("fill=\"#ffffff\"/>"))
  }

  @Test func `any canvas is well-formed XML`() throws {
    for charset in Charset.allCases {
      var canvas = Canvas(width: 60, height: 12)
      canvas.charset = charset
      canvas.panel(Rectangle(column: 0, row: 0, width: 60, height: 12), title: [Span("<&>\"'")], border: Style())
      for column in 1..<59 {
        canvas[column, 3] = Cell(Unicode.Scalar(UInt8(32 + column)), Style(.palette(UInt8(column % 16))))
      }
      for theme in ThemeName.allCases.map({ Theme.named($0) }) + [.plain] {
        let data = Data(canvas.exported(as: .svg, theme: theme).utf8)
        let isWellFormed = XMLParser(data: data).parse()
        #expect(isWellFormed)
      }
    }
    let empty = Data(Canvas(width: 0, height: 0).exported(as: .svg, theme: .plain).utf8)
    let isWellFormed = XMLParser(data: empty).parse()
    #expect(isWellFormed)
  }
}
