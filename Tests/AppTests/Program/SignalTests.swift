import Foundation
import TestSupport
import Testing

/// Signals that end or stop the program must restore the terminal: its modes, screen, mouse and cursor.
@Suite(.alone, .timeLimit(.minutes(30)))
struct SignalTests {
  static let train = ["train"] + SiamProgram.small + ["--steps", "100000"]

  /// The sequences that leave the alternate screen of xterm, turn mouse modes off and show the cursor.
  static let restoring = ["\u{1B}[?1049l", "\u{1B}[?1002l", "\u{1B}[?1006l", "\u{1B}[?25h"]

  private func withTraining(_ body: (ProgramOnTerminal, [UInt8]) throws -> Void) throws {
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let terminal = try ProgramOnTerminal(Self.train, in: folder)
    defer { terminal.close() }
    let before = terminal.modes()
    let begin = terminal.wait(for: "● training")
    let shown = terminal.output()
    try #require(begin != nil, "\(shown)")
    #expect(shown.contains("\u{1B}[?1049h") && shown.contains("\u{1B}[?1002h"))
    #expect(terminal.modes() != before)
    try body(terminal, before)
  }

  private func expectRestored(
    _ terminal: ProgramOnTerminal, modes: [UInt8], from start: Int, isDrawing: Bool = false
  ) {
    let output = terminal.output(from: start)
    for sequence in Self.restoring { #expect(output.contains(sequence), "\(sequence.debugDescription) is missing") }
    #expect((terminal.modes() == modes) != isDrawing)
  }

  /// The signal in a `waitpid` status, or 0 if the program exited.
  private func fatalSignal(_ status: Int32?) -> Int32? { status.map { $0 & 0x7F } }

  /// Signals that end a program; the rest of them under `SIAM_SOAK=1`.
  private static let fatal =
    [SIGSEGV, SIGABRT, SIGQUIT] + (isSoak ? [SIGTRAP, SIGILL, SIGBUS, SIGFPE, SIGUSR1] : [])

  @Test(arguments: fatal)
  func `a crash restores the terminal and ends the process with its signal`(_ number: Int32) throws {
    try withTraining { terminal, modes in
      let start = terminal.count
      terminal.signal(number)
      let status = terminal.end()
      #expect(fatalSignal(status) == number)
      expectRestored(terminal, modes: modes, from: start)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM]) func `a termination signal restores the terminal and saves`(_ number: Int32)
    throws
  {
    try withTraining { terminal, modes in
      let start = terminal.count
      terminal.signal(number)
      let status = terminal.end()
      #expect(status == 0)
      expectRestored(terminal, modes: modes, from: start)
      #expect(terminal.output(from: start).contains("stopped after"))
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a second termination signal ends the program at once and restores the terminal`(_ number: Int32) throws {
    try withTraining { terminal, modes in
      // As nothing is read, the terminal's thread may hang in a write, and the signal handler must do it.
      let start = terminal.count
      terminal.signal(number)
      terminal.signal(number == SIGINT ? SIGTERM : SIGINT)
      let status = terminal.end()
      #expect(status != nil)
      expectRestored(terminal, modes: modes, from: start)
    }
  }

  @Test func `a hang-up restores the terminal and training continues`() throws {
    try withTraining { terminal, modes in
      let start = terminal.count
      terminal.signal(SIGHUP)
      let left = terminal.wait(for: "\u{1B}[?25h", from: start)
      #expect(left != nil)
      let early = terminal.end(seconds: 1)
      #expect(early == nil, "training continues")
      expectRestored(terminal, modes: modes, from: start)
      terminal.signal(SIGTERM)
      let status = terminal.end()
      #expect(status == 0)
    }
  }

  @Test func `Ctrl-Z restores the terminal, and the screen is redrawn on continue`() throws {
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    // A shell with job control, because a program alone in its session is never stopped.
    let script = "set -m; \"$0\" \"$@\"; echo 'shell has it'; read line; fg; echo 'shell ends'"
    let terminal = try ProgramOnTerminal(
      ["-c", script, SiamProgram.path] + Self.train, in: folder, program: "/bin/bash")
    defer { terminal.close() }
    let modes = terminal.modes()
    let begin = terminal.wait(for: "● training")
    try #require(begin != nil)
    let start = terminal.count
    terminal.type("\u{1A}")
    let stopped = terminal.wait(for: "shell has it", from: start)
    try #require(stopped != nil)
    expectRestored(terminal, modes: modes, from: start)
    let second = terminal.count
    terminal.type("\n")
    let back = terminal.wait(for: "● training", from: second)
    #expect(back != nil)
    #expect(terminal.output(from: second).contains("\u{1B}[?1049h"))
    let third = terminal.count
    terminal.type("\u{3}")
    let end = terminal.wait(for: "shell ends", from: third)
    #expect(end != nil)
    expectRestored(terminal, modes: modes, from: third)
  }

  @Test func `a stop without a shell has no effect, and the screen is redrawn`() throws {
    try withTraining { terminal, modes in
      let start = terminal.count
      terminal.signal(SIGTSTP)
      let back = terminal.wait(for: "\u{1B}[?1049h", from: start)
      #expect(back != nil)
      expectRestored(terminal, modes: modes, from: start, isDrawing: true)
      let second = terminal.count
      terminal.signal(SIGTERM)
      let status = terminal.end()
      #expect(status == 0)
      expectRestored(terminal, modes: modes, from: second)
    }
  }

  @Test func `continued after an unhandled stop, the screen is redrawn`() throws {
    try withTraining { terminal, modes in
      terminal.signal(SIGSTOP)
      let start = terminal.count
      terminal.signal(SIGCONT)
      let back = terminal.wait(for: "\u{1B}[?1049h", from: start)
      #expect(back != nil)
      terminal.signal(SIGTERM)
      let status = terminal.end()
      #expect(status == 0)
      expectRestored(terminal, modes: modes, from: start)
    }
  }
}
