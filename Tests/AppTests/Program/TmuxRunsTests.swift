import Foundation
import TestSupport
import Testing

/// The Runs screen in a terminal: another run is shown, while the first one continues.
@Suite(.alone, .enabled(if: TmuxTerminal.isInstalled, "tmux is not installed"), .timeLimit(.minutes(30)))
struct TmuxRunsTests {
  /// A terminal in a folder with the runs `run` and `other`.
  private static func withTerminal(
    _ arguments: String, _ body: (TmuxTerminal, URL, (String...) throws -> Void) throws -> Void
  ) async throws {
    try await QueryResultTests.inFolder { folder in
      try FileManager.default.copyItem(atPath: folder.path + "/run", toPath: folder.path + "/other")
      let terminal = try TmuxTests.terminal(
        "'\(SiamProgram.path)' \(arguments) --threads 1", in: folder, width: 120, height: 36)
      let result = Result {
        try body(terminal, folder) { texts in
          for text in texts {
            let found = try terminal.wait(for: text)
            let shown = try terminal.screen()
            try #require(found != nil, "no \(text) in \(shown)")
          }
        }
      }
      try TmuxTests.signal("KILL", in: folder)
      try terminal.close()
      try result.get()
    }
  }

  @Test func `a run is opened from another, closed and deleted`() async throws {
    try await Self.withTerminal("explore run") { terminal, folder, see in
      try see("exploring")
      try terminal.press("7")
      try see("finished", "2 runs")
      try terminal.press("/", "o", "t", "h", "Enter")
      try see("▸ ")
      try terminal.press("Enter")
      try see("‖ replay", "step 4 of 4", "q goes back")
      try terminal.press("5")
      try see("bar6")
      try terminal.press("q")
      try see("exploring", "2 runs")
      try terminal.press("r")
      try see("replay", "step 4 of 4")
      try terminal.press("q", "d")
      try see("Delete other?")
      try terminal.press("y")
      try see("1 run,")
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/other"))
      try terminal.press("d")
      try see("close it before deleting")
      try terminal.press("q")
      try see("modes restored, status 0")
      #expect(FileManager.default.fileExists(atPath: folder.path + "/run/run.json"))
    }
  }

  @Test func `training continues while another run is shown, and Ctrl-C ends it`() async throws {
    let small = "--batch-classes 4 --batch-images 3 --way 2 --queries 2 --episodes 4 --hold-out 2"
    try await Self.withTerminal("train --data data --run mine --steps 1000000 \(small)") { terminal, folder, see in
      try see("● training")
      try terminal.press("7")
      try see("3 runs", "● running")
      try terminal.press("/", "o", "t", "h", "Enter", "Enter")
      try see("‖ replay", "step 4 of 4")
      let journal = folder.appendingPathComponent("mine/events.jsonl")
      let before = try Data(contentsOf: journal).count
      try terminal.press("2")
      Thread.sleep(forTimeInterval: 1)
      #expect(try Data(contentsOf: journal).count > before)
      try terminal.press("C-c")
      try see("modes restored, status 0", "mine")
    }
  }
}
