import Foundation
import TestSupport
import Testing

/// `siam replay` in a terminal.
@Suite(.alone, .enabled(if: TmuxTerminal.isInstalled, "tmux is not installed"), .timeLimit(.minutes(30)))
struct TmuxReplayTests {
  @Test func `replay shows a run, seeks, answers queries from checkpoints and quits`() async throws {
    try await QueryResultTests.inFolder { folder in
      let command = "'\(SiamProgram.path)' replay run --threads 1 --speed max"
      let terminal = try TmuxTests.terminal(command, in: folder, width: 120, height: 36)
      let result = Result {
        func see(_ texts: String...) throws {
          for text in texts {
            let found = try terminal.wait(for: text)
            let shown = try terminal.screen()
            try #require(found != nil, "no \(text) in \(shown)")
          }
        }
        try see("replay", "step 4 of 4", "FINISHED")
        try terminal.press("Home")
        try see("step 0 of 4")
        try terminal.press(".", ".")
        try see("step 2 of 4")
        try terminal.press("v")
        try see("a replay can't be")
        try terminal.press("5")
        try see("no checkpoint up to step")
        try terminal.press("End")
        try see("step 4 of 4", "bar6")
        try terminal.press("q")
        try see("modes restored, status 0")
      }
      try TmuxTests.signal("KILL", in: folder)
      try terminal.close()
      try result.get()
      #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("run/events.index").path))
    }
  }
}
