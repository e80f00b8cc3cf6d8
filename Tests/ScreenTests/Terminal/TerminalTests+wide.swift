import SiamCanvas
import Testing

@testable import SiamTerminal

extension TerminalTests {
  @Test func `wide characters are drawn over two columns, and their changes alone`() throws {
    let device = try PseudoTerminal()
    let terminal = try open(device, options())
    defer { terminal.close() }
    try #require(terminal.supportsUTF8)
    var canvas = canvas(terminal)
    canvas.write("猫犬 한국", column: 0, row: 0)
    canvas.write("👍x", column: 3, row: 1)
    terminal.present(canvas)
    let first = try device.output()
    #expect(first.contains("猫犬 한국") && first.contains("👍x") && !first.contains("?x"))
    terminal.present(canvas)
    #expect(try device.output() == "")
    canvas.write("魚", column: 2, row: 0)
    terminal.present(canvas)
    let change = try device.output()
    #expect(change.contains("魚") && !change.contains("猫") && !change.contains("한"))
    canvas[1, 0] = Cell("a")
    terminal.present(canvas)
    let half = try device.output()
    #expect(half.contains(" a") && !half.contains("魚"))
  }

  @Test func `a long row of wide characters is drawn whole`() throws {
    let device = try PseudoTerminal(width: 300)
    let terminal = try open(device, options())
    defer { terminal.close() }
    try #require(terminal.supportsUTF8)
    var canvas = canvas(terminal)
    let text = "a" + String(repeating: "字", count: 149)
    canvas.write(text, column: 0, row: 0)
    terminal.present(canvas)
    #expect(try device.output().contains(text))
  }
}
