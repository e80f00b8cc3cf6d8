import SiamCore
import Testing

@testable import SiamCanvas

@Suite struct PlotTests {
  @Test func `a plot draws labels, an envelope and the curve over it`() {
    var history = History(decay: 0)
    for step in 0...40 { history.append(Double(step), at: Double(step)) }
    var canvas = Canvas(width: 24, height: 6)
    var plot = Plot(
      on: &canvas, in: Rectangle(column: 0, row: 0, width: 24, height: 6), x: Axis(0, 40), y: Axis(0, 40),
      labels: Style(), axis: Style())
    let columns = history.columns(plot.dots.width, from: 0, to: 40)
    plot.envelope(columns, style: Style())
    plot.curve(columns, style: Style()) { $0.mean }
    plot.paint(on: &canvas)
    let lines = canvas.plainText.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("40┤"))
    #expect(lines[4].hasPrefix(" 0┤"))
    #expect(lines[5].contains("20"))
    #expect(lines[0].unicodeScalars.last.map { $0.value > 0x2800 } == true)
  }
}
