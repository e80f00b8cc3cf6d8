import SiamCanvas
import Testing

@testable import SiamTerminal

extension TerminalTests {
  @Test func `a drag reports every cell, however its bytes are split`() throws {
    let device = try PseudoTerminal(width: 300, height: 60)
    let terminal = try open(device, options())
    defer { terminal.close() }
    // A zigzag over cells whose coordinates have one to three digits.
    let path = (0..<300).map { (column: $0, row: abs(59 - $0 % 118)) }
    var reports = path.map { "\u{1B}[<32;\($0.column + 1);\($0.row + 1)M" }.joined()
    reports = "\u{1B}[<0;1;60M" + reports + "\u{1B}[<0;300;1m\u{1B}[<64;9;9M\u{1B}[<65;9;9M"
    var expected = [Input.mouse(MouseEvent(.press, column: 0, row: 59))]
    expected += path.map { .mouse(MouseEvent(.drag, column: $0.column, row: $0.row)) }
    expected += [
      .mouse(MouseEvent(.release, column: 299, row: 0)), .mouse(MouseEvent(.wheelUp, column: 8, row: 8)),
      .mouse(MouseEvent(.wheelDown, column: 8, row: 8)),
    ]
    var events: [TerminalEvent] = []
    var rest = Substring(reports)
    while !rest.isEmpty {
      try device.type(String(rest.prefix(37)))
      rest = rest.dropFirst(37)
      events += terminal.wait(timeoutMilliseconds: 40)
    }
    events += collect(terminal, count: expected.count - events.count)
    #expect(events == expected.map(TerminalEvent.input))
  }
}
