import Testing

@testable import SiamTerminal

extension TerminalTests {
  @Test(arguments: [(19, 24), (80, 4), (1, 1)])
  func `a terminal that is too small is rejected and left as it was`(_ width: UInt16, _ height: UInt16) throws {
    let device = try PseudoTerminal(width: width, height: height)
    let before = try device.modes()
    let error = TerminalError.tooSmall(width: Int(width), height: Int(height))
    #expect(throws: error) { _ = try open(device, options("xterm", nil)) }
    #expect(error.description.contains("too small (\(width) × \(height)); enlarge it to 20 × 5 or more"))
    #expect(try device.modes() == before)
    #expect(try device.output() == "")
  }

  @Test func `without any description, installing them is the remedy`() {
    #expect(TerminalDescription.missing("xterm-256color") { _ in false } == .noDescriptions(type: "xterm-256color"))
    #expect(TerminalDescription.missing("wy99") { $0 == "vt100" } == .unknownType("wy99"))
    #expect(TerminalDescription.missing("") { _ in false } == .unknownType(""))
    #expect(TerminalError.noDescriptions(type: "xterm").description.contains("apt-get install ncurses-base"))
  }

  @Test(arguments: ["xterm-256color", "xterm", "wy99"])
  func `an unknown type's remedy is another type`(_ type: String) {
    let parts = TerminalError.unknownType(type).description.split { $0 == " " || $0 == "(" || $0 == ")" }
    #expect(parts.count { $0.contains(type) } == 1)
  }
}
