import Foundation
import TestSupport
import Testing

/// Mouse reports forwarded by tmux.
@Suite(.alone, .enabled(if: TmuxTerminal.isInstalled, "tmux is not installed"), .timeLimit(.minutes(30)))
struct TmuxMouseTests {
  /// Starts a command in tmux, whose client runs on a pseudo-terminal of the test.
  private func withTmux(_ command: [String], _ body: (ProgramOnTerminal, URL) throws -> Void) throws {
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let configuration = folder.appendingPathComponent("tmux.conf")
    try "set -g status off\nset -g mouse on\nset -g escape-time 0\nset -g default-terminal tmux-256color\n"
      .write(to: configuration, atomically: true, encoding: .utf8)
    let socket = ["-S", folder.appendingPathComponent("tmux").path]
    let terminal = try ProgramOnTerminal(
      socket + ["-f", configuration.path, "new-session", "-x", "100", "-y", "24"] + command, in: folder, width: 100,
      height: 24, program: "/usr/bin/tmux")
    defer { terminal.close() }
    // A siam whose terminal goes away keeps training, by design.
    defer { try? TmuxTests.signal("KILL", in: folder) }
    defer { _ = try? ProgramOnTerminal(socket + ["kill-server"], in: folder, program: "/usr/bin/tmux").end() }
    try body(terminal, folder)
  }

  @Test func `a press on a tab and the wheel reach the screen through tmux`() throws {
    try withTmux([SiamProgram.path, "train"] + SiamProgram.small + ["--steps", "100000"]) { terminal, folder in
      let begin = try screen(in: folder) { $0.contains("● training") && $0.contains("╭─ loss") }
      let tabs = try #require(begin?.split(separator: "\r\n").first)
      let pairs = try #require(tabs.firstRange(of: "6 Pairs"))
      let column = tabs.distance(from: tabs.startIndex, to: pairs.lowerBound) + 1
      terminal.type("\u{1B}[<0;\(column);1M\u{1B}[<0;\(column);1m")
      let left = try screen(in: folder) { !$0.contains("╭─ loss") }
      #expect(left != nil, "another screen than Train is shown")
      // Back to Train, whose explanation is the longest.
      terminal.type("\u{1B}[<0;8;1M\u{1B}[<0;8;1m")
      let back = try screen(in: folder) { $0.contains("╭─ loss") }
      #expect(back != nil)
      terminal.type("?")
      let top = try screen(in: folder) { $0.contains("about this screen") && $0.contains("A Siamese network") }
      #expect(top != nil)
      for _ in 0..<60 { terminal.type("\u{1B}[<65;50;12M") }
      let end = try screen(in: folder) { $0.contains("about this screen") && !$0.contains("A Siamese network") }
      #expect(end != nil)
    }
  }

  /// The text on the screen once it satisfies a condition, or nil if it never does.
  private func screen(in folder: URL, isWanted: (String) -> Bool) throws -> String? {
    for _ in 0..<100 {
      let capture = try ProgramOnTerminal(
        ["-S", folder.appendingPathComponent("tmux").path, "capture-pane", "-p"], in: folder, program: "/usr/bin/tmux")
      defer { capture.close() }
      _ = capture.end()
      let shown = capture.output()
      if isWanted(shown) { return shown }
      usleep(200_000)
    }
    return nil
  }

  @Test func `tmux forwards every cell of a drag`() throws {
    let script = "stty raw -echo; printf '\\033[?1002h\\033[?1006hready'; cat > reports"
    try withTmux(["bash", "-c", script]) { terminal, folder in
      let ready = terminal.wait(for: "ready")
      try #require(ready != nil)
      usleep(300_000)
      var reports = ["\u{1B}[<0;1;1M"]
      for cell in 2...100 { reports.append("\u{1B}[<32;\(cell);\(1 + cell * 23 / 100)M") }
      reports.append("\u{1B}[<0;100;24m")
      terminal.type(reports.joined())
      let file = folder.appendingPathComponent("reports")
      var received = ""
      for _ in 0..<5000 where !received.hasSuffix("m") {
        usleep(1000)
        received = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      }
      #expect(received == reports.joined())
    }
  }
}
