import SiamCanvas
import Testing

@testable import SiamTerminal

extension TerminalTests {
  /// Common terminal types, including some of which many machines have no description.
  static let types = [
    "linux", "vt100", "screen", "tmux-256color", "xterm", "xterm-16color", "xterm-256color", "xterm-direct",
    "xterm-kitty", "alacritty", "screen.xterm-256color",
  ]

  @Test(arguments: types) func `a terminal of any type opens, draws and is restored`(type: String) throws {
    let device = try PseudoTerminal()
    let before = try device.modes()
    let terminal = try open(device, options(type, nil))
    var screen = canvas(terminal, "before")
    for number in 0..<16 { screen[number, 1] = Cell("#", foreground: .palette(UInt8(number))) }
    screen[0, 2] = Cell("▀", foreground: .rgb(1, 2, 3), background: .rgb(200, 100, 0), attributes: [.bold, .dim])
    terminal.present(screen)
    terminal.present(canvas(terminal, "after"))
    terminal.close()
    let output = try device.output()
    #expect(output.contains("before"))
    #expect(output.contains("after") || output.contains("aft"))
    #expect(!output.contains("%"), "it contains no parameter of a description")
    #expect(!output.contains("$<"), "it contains no delay")
    #expect(try device.modes() == before)
  }

  @Test func `a similar description replaces an unknown one`() throws {
    let device = try PseudoTerminal()
    let near = try TerminalDescription.nearest(type: "xterm-no-such", output: device.slave)
    #expect(near.type == "xterm-256color" || near.type == "xterm")
    let exact = try TerminalDescription.nearest(type: "vt100", output: device.slave)
    #expect(exact.type == "vt100")
    #expect(throws: TerminalError.unknownType("no-such-type")) {
      try TerminalDescription.nearest(type: "no-such-type", output: device.slave)
    }
    #expect(TerminalDescription.relatives(of: "xterm-16color") == ["xterm"])
  }
}
