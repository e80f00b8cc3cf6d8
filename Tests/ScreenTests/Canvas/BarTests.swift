import Testing

@testable import SiamCanvas

@Suite struct BarTests {
  private let room = Rectangle(column: 0, row: 0, width: 5, height: 2)

  @Test func `bars grow up in eighths`() {
    var canvas = Canvas(width: 5, height: 2)
    canvas.bars([0, 0.001, 0.25, 0.75, 1], in: room, growth: .up, style: Style())
    #expect(canvas.plainText == "   ▄█\n ▁▄██\n")
  }

  @Test func `bars grow down by reversed eighths`() {
    var canvas = Canvas(width: 5, height: 2)
    canvas.bars([0, 0.001, 0.25, 0.75, .nan], in: room, growth: .down, style: Style())
    #expect(canvas[1, 0] == Cell("▇", Style(attributes: .reverse)))
    #expect(canvas.plainText == " ▔▀█\n   ▀\n")
  }

  @Test func `bars are halves in ASCII`() {
    var canvas = Canvas(width: 5, height: 2)
    canvas.charset = .ascii
    canvas.bars([0, 0.25, 0.5, 0.75, 7], in: room, growth: .up, style: Style())
    #expect(canvas.plainText == "   .#\n .###\n")
  }

  @Test func `a gauge fills its share`() {
    var canvas = Canvas(width: 8, height: 1)
    canvas.gauge(0.5, in: Rectangle(column: 0, row: 0, width: 8, height: 1), style: Style(), rail: Style())
    #expect(canvas.plainText == "━━━━────\n")
    canvas.gauge(.nan, in: Rectangle(column: 0, row: 0, width: 8, height: 1), style: Style(), rail: Style())
    #expect(canvas.plainText == "────────\n")
  }
}
