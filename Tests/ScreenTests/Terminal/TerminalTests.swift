import Foundation
import SiamCanvas
import Testing

@testable import SiamTerminal

/// Tests of the terminal, run one at a time because ncurses and signal handlers are global to the process.
@Suite(.serialized) struct TerminalTests {
  /// Sets a UTF-8 locale for the process, whatever the environment of the tests says.
  private static let locale: Void = setEnvironment("LC_ALL", "C.UTF-8")

  init() { Self.locale }

  func options(_ type: String = "xterm-256color", _ colors: ColorLevel? = .direct) -> TerminalOptions {
    var options = TerminalOptions()
    options.type = type
    options.colors = colors
    options.capturesStandardError = false
    return options
  }

  func open(_ device: PseudoTerminal, _ options: TerminalOptions) throws -> Terminal {
    try Terminal(input: device.slave, output: device.slave, options: options)
  }

  func canvas(_ terminal: Terminal, _ text: String = "", color: Color = .standard) -> Canvas {
    var canvas = Canvas(width: terminal.size.width, height: terminal.size.height)
    for (column, scalar) in text.unicodeScalars.enumerated() {
      canvas[column, 0] = Cell(scalar, foreground: color)
    }
    return canvas
  }

  @Test func `a canvas is drawn once, and then only its changes`() throws {
    let device = try PseudoTerminal()
    let terminal = try open(device, options())
    defer { terminal.close() }
    terminal.present(canvas(terminal, "hello", color: .rgb(230, 159, 0)))
    let first = try device.output()
    #expect(first.contains("\u{1B}[?1049h"))
    #expect(first.contains("\u{1B}[?1002h\u{1B}[?1006h"))
    #expect(first.contains("\u{1B}[38;2;230;159;0m"))
    #expect(first.contains("hello"))
    terminal.present(canvas(terminal, "hello", color: .rgb(230, 159, 0)))
    #expect(try device.output() == "")
    terminal.present(canvas(terminal, "hellO", color: .rgb(230, 159, 0)))
    let change = try device.output()
    #expect(change.contains("O"))
    #expect(!change.contains("hell"))
    #expect(change.utf8.count < 60)
    terminal.redraw()
    #expect(try device.output().contains("hellO"))
  }

  @Test func `closing restores the terminal`() throws {
    let device = try PseudoTerminal()
    let before = try device.modes()
    let terminal = try open(device, options())
    terminal.present(canvas(terminal, "x"))
    _ = try device.output()
    #expect(try device.modes() != before)
    terminal.close()
    #expect(try device.modes() == before)
    let end = try device.output()
    for sequence in ["\u{1B}[?1049l", "\u{1B}[?1006l", "\u{1B}[?1002l", "\u{1B}[?25h", "\u{1B}[?1l"] {
      #expect(end.contains(sequence))
    }
    terminal.close()
    terminal.present(Canvas(width: 3, height: 3))
    #expect(try device.output() == "")
    #expect(terminal.isGone)
    #expect(terminal.wait(timeoutMilliseconds: 0) == [])
  }

  @Test func `dark blues and black are drawn in 24-bit colours`() throws {
    let device = try PseudoTerminal()
    let terminal = try open(device, options())
    defer { terminal.close() }
    #expect(terminal.colors == .direct)
    terminal.present(canvas(terminal, "x", color: .rgb(0, 0, 5)))
    #expect(try device.output().contains("\u{1B}[38;2;0;0;5m"))
  }

  @Test(arguments: [
    (ColorLevel.direct, "\u{1B}[38;5;12m"), (.palette256, "\u{1B}[94m"), (.eight, "\u{1B}[36m"),
  ])
  func `palette colours are drawn as palette colours`(level: ColorLevel, expected: String) throws {
    let device = try PseudoTerminal()
    let terminal = try open(device, options(level == .eight ? "xterm" : "xterm-256color", level))
    defer { terminal.close() }
    terminal.present(canvas(terminal, "x", color: .palette(12)))
    let output = try device.output()
    #expect(output.contains(expected), "\(output)")
  }

  @Test(arguments: [
    ("xterm-256color", ColorLevel.palette256, "\u{1B}[38;5;166m"), ("xterm", .eight, "\u{1B}[33m"),
    ("xterm-256color", .monochrome, "x"), ("screen-256color", .direct, "\u{1B}[38;2;215;95;0m"),
    ("linux", .direct, "\u{1B}[38;2;215;95;0m"), ("vt100", .direct, "\u{1B}[38;2;215;95;0m"),
  ])
  func `with fewer colours the nearest one is used`(type: String, level: ColorLevel, expected: String) throws {
    let device = try PseudoTerminal()
    let terminal = try open(device, options(type, level))
    defer { terminal.close() }
    #expect(terminal.colors == level)
    terminal.present(canvas(terminal, "x", color: .rgb(215, 95, 0)))
    let output = try device.output()
    #expect(output.contains(expected))
    #expect(level != .monochrome || !output.contains("\u{1B}[3"))
  }

  @Test func `cells are drawn even with more colour pairs than the terminal has`() throws {
    let device = try PseudoTerminal()
    let terminal = try open(device, options("xterm", .eight))
    defer { terminal.close() }
    var screen = canvas(terminal)
    let palette = (0..<8).map { Color.rgb(255 * ($0 & 1), 255 * ($0 >> 1 & 1), 255 * ($0 >> 2 & 1)) }
    let colors = [Color.standard] + palette
    for (row, foreground) in colors.enumerated() {
      for (column, background) in colors.enumerated() {
        screen[column, row] = Cell("#", foreground: foreground, background: background)
      }
    }
    terminal.present(screen)
    #expect(try device.output().filter { $0 == "#" }.count == 81)
    terminal.present(canvas(terminal, "after"))
    #expect(try device.output().contains("after"))
  }

  @Test func `many canvases in 24-bit colours don't exhaust the table of pairs`() throws {
    let device = try PseudoTerminal(width: 120, height: 40)
    let terminal = try open(device, options())
    defer { terminal.close() }
    var number = 0
    for _ in 0..<10 {
      var screen = canvas(terminal)
      for row in 0..<40 {
        for column in 0..<120 {
          number += 1
          screen[column, row] = Cell(
            "x", foreground: .rgb(UInt8(number >> 8 & 255), UInt8(number & 255), 9), background: .rgb(1, 2, 3))
        }
      }
      terminal.present(screen)
    }
    #expect(try device.output().contains("\u{1B}[38;2;\(number >> 8 & 255);\(number & 255);9m"))
  }

  @Test func `keys and mouse events arrive, Escape after a moment`() throws {
    let device = try PseudoTerminal()
    let terminal = try open(device, options())
    defer { terminal.close() }
    try device.type("q\u{1B}[A\u{3}\u{1B}[<0;3;4M")
    #expect(
      collect(terminal, count: 4) == [
        .input(.key(.character("q"))), .input(.key(.up)), .input(.key(.control("c"))),
        .input(.mouse(MouseEvent(.press, column: 2, row: 3))),
      ])
    try device.type("\u{1B}")
    #expect(collect(terminal, count: 1) == [.input(.key(.escape))])
    #expect(terminal.wait(timeoutMilliseconds: 0) == [])
  }

  func collect(_ terminal: Terminal, count: Int) -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    for _ in 0..<100 where events.count < count { events += terminal.wait(timeoutMilliseconds: 100) }
    return events
  }

  @Test func `a waker ends a wait from another thread and never blocks`() throws {
    let device = try PseudoTerminal()
    let terminal = try open(device, options())
    defer { terminal.close() }
    let waker = terminal.waker
    Thread.detachNewThread { waker.wake() }
    #expect(terminal.wait(timeoutMilliseconds: nil) == [.woken])
    for _ in 0..<200_000 { waker.wake() }
    #expect(terminal.wait(timeoutMilliseconds: nil) == [.woken])
    while terminal.wait(timeoutMilliseconds: 0) == [.woken] {}
    terminal.close()
    waker.wake()
  }

  @Test func `signals arrive as events`() throws {
    let device = try PseudoTerminal()
    let terminal = try open(device, options())
    defer { terminal.close() }
    kill(getpid(), SIGINT)
    #expect(collect(terminal, count: 1) == [.interrupted])
    try device.resize(width: 100, height: 30)
    kill(getpid(), SIGWINCH)
    #expect(collect(terminal, count: 1) == [.resized])
    #expect(terminal.size == (100, 30))
    terminal.present(canvas(terminal, String(repeating: "w", count: 100)))
    #expect(try device.output().contains(String(repeating: "w", count: 100)))
    kill(getpid(), SIGCONT)
    #expect(collect(terminal, count: 1) == [.continued])
    terminal.redraw()
    #expect(try device.output().contains("\u{1B}[?1049h"))
  }

  @Test func `a canvas of another size is cropped or padded`() throws {
    let device = try PseudoTerminal(width: 20, height: 5)
    let terminal = try open(device, options())
    defer { terminal.close() }
    var large = Canvas(width: 500, height: 500)
    large[499, 499] = Cell("x")
    large[19, 4] = Cell("y")
    terminal.present(large)
    let output = try device.output()
    #expect(output.contains("y") && !output.contains("x"))
    terminal.present(Canvas(width: 0, height: 0))
    terminal.present(Canvas(width: 1, height: 1))
    try device.resize(width: 1, height: 1)
    terminal.present(large)
    try device.resize(width: 80, height: 24)
    terminal.present(canvas(terminal, "back"))
    #expect(try device.output().contains("back"))
  }

  @Test func `characters that can't be shown are replaced`() throws {
    let device = try PseudoTerminal(width: 20, height: 5)
    let terminal = try open(device, options())
    defer { terminal.close() }
    terminal.present(canvas(terminal, "a日\u{0}\u{1B}\u{301}\u{10FFFF}z"))
    #expect(try device.output().contains("a日???z"))
  }

  @Test func `a hang-up ends only the screen`() throws {
    let device = try PseudoTerminal()
    let terminal = try open(device, options())
    defer { terminal.close() }
    terminal.present(canvas(terminal, "x"))
    _ = try device.output()
    kill(getpid(), SIGHUP)
    #expect(collect(terminal, count: 1) == [.hungUp])
    #expect(try device.output().contains("\u{1B}[?1049l"))
    terminal.present(Canvas(width: 80, height: 24))
    terminal.redraw()
    #expect(try device.output() == "")
    #expect(terminal.size == (0, 0))
    kill(getpid(), SIGTERM)
    #expect(collect(terminal, count: 1) == [.terminated])
    terminal.waker.wake()
    #expect(collect(terminal, count: 1) == [.woken])
    terminal.close()
    // A second HUP, as when the shell exits, doesn't end the program.
    kill(getpid(), SIGHUP)
    signal(SIGHUP, SIG_DFL)
  }

  @Test func `a terminal that vanishes before its signal arrives is a hang-up`() throws {
    let device = try PseudoTerminal()
    let terminal = try open(device, options())
    terminal.present(canvas(terminal, "x"))
    device.vanish()
    terminal.present(canvas(terminal, "y"))
    #expect(collect(terminal, count: 1) == [.hungUp])
    terminal.close()
    kill(getpid(), SIGHUP)
    signal(SIGHUP, SIG_DFL)
  }

  @Test func `standard error is reported as lines, never blocks and is restored`() throws {
    let pipe = try StandardErrorPipe()
    let start = Array("first of siam's\nsecond ".utf8)
    try #require(write(2, start, start.count) == start.count)
    var lines = pipe.lines()
    #expect(lines.contains("first of siam's"))
    let end = Array("of siam's\n".utf8)
    try #require(write(2, end, end.count) == end.count)
    lines += pipe.lines()
    #expect(lines.contains { $0.hasSuffix("of siam's") && $0 != "first of siam's" })
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 10_000)
    for _ in 0..<20 { _ = write(2, long, long.count) }
    #expect(pipe.lines().allSatisfy { $0.utf8.count <= StandardErrorPipe.maxLineLength })
    _ = write(2, "\n", 1)
    _ = pipe.lines()
    // Passes on what other tests wrote meanwhile.
    for line in lines where !line.contains("of siam's") { FileHandle.standardError.write(Data((line + "\n").utf8)) }
  }

  @Test func `a descriptor that is not a terminal is rejected, as is an unknown type`() throws {
    #expect(throws: TerminalError.notATerminal(descriptor: 99)) { try Terminal(input: 99, output: 1) }
    let device = try PseudoTerminal()
    let before = try device.modes()
    #expect(throws: TerminalError.unknownType("no-such-type")) { try open(device, options("no-such-type")) }
    #expect(throws: TerminalError.tooSimple(type: "dumb")) { try open(device, options("dumb")) }
    let terminal = try open(device, options())
    #expect(throws: TerminalError.alreadyOpen) { try open(device, options()) }
    terminal.close()
    #expect(try device.modes() == before)
  }

  @Test func `without a screen, stop signals are reported in order`() async throws {
    let stops = try StopSignals()
    #expect(throws: TerminalError.alreadyOpen) { try StopSignals() }
    var reasons = stops.reasons.makeAsyncIterator()
    kill(getpid(), SIGHUP)
    #expect(await reasons.next() == .hungUp)
    kill(getpid(), SIGTERM)
    #expect(await reasons.next() == .terminated)
    stops.close()
    signal(SIGHUP, SIG_DFL)
    #expect(await reasons.next() == nil)
    try StopSignals().close()
  }
}
