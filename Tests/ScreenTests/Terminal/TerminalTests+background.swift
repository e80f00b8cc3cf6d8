import SiamCanvas
import Testing

@testable import SiamTerminal

extension TerminalTests {
  @Test func `the background is queried, and keys pressed meanwhile are retained`() throws {
    let device = try PseudoTerminal()
    let terminal = try open(device, options())
    defer { terminal.close() }
    try device.type("a\u{1B}]11;rgb:ffff/ffff/f0f0\u{7}b\u{1B}[?6cc")
    #expect(terminal.queryBackground() == .rgb(255, 255, 0xF0))
    #expect(try device.output().contains("\u{1B}]11;?\u{1B}\\\u{1B}[c"))
    #expect(collect(terminal, count: 3) == ["a", "b", "c"].map { .input(.key(.character($0))) })
  }

  @Test func `the query ends when the terminal has identified itself`() throws {
    let device = try PseudoTerminal()
    let terminal = try open(device, options())
    defer { terminal.close() }
    try device.type("\u{1B}[?6c")
    let start = ContinuousClock.now
    #expect(terminal.queryBackground(milliseconds: 60_000) == nil)
    #expect(ContinuousClock.now - start < .seconds(30))
  }

  @Test func `a late reply in pieces is not a key, and Escape still is one`() throws {
    let device = try PseudoTerminal()
    let terminal = try open(device, options())
    defer { terminal.close() }
    #expect(terminal.queryBackground(milliseconds: 1) == nil)
    for piece in ["\u{1B}", "]", "11;rgb:0/", "0/0\u{1B}", "\\", "\u{1B}[?6", "c"] {
      try device.type(piece)
      #expect(terminal.wait(timeoutMilliseconds: 60) == [])
    }
    #expect(terminal.parser.replies.background == .rgb(0, 0, 0))
    try device.type("\u{1B}")
    #expect(collect(terminal, count: 1) == [.input(.key(.escape))])
  }

  @Test(arguments: ["linux", "vt100"]) func `an old terminal is not queried`(type: String) throws {
    let device = try PseudoTerminal()
    let terminal = try open(device, options(type, type == "linux" ? .eight : .monochrome))
    defer { terminal.close() }
    _ = try device.output()
    _ = terminal.queryBackground(milliseconds: 60_000)
    #expect(try device.output() == "")
  }
}
