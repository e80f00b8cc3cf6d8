import Foundation
import TestSupport
import Testing

/// `siam explore` in a terminal.
@Suite(.alone, .enabled(if: TmuxTerminal.isInstalled, "tmux is not installed"), .timeLimit(.minutes(30)))
struct TmuxExploreTests {
  @Test func `explore opens a run, shows that nothing trains, and quits`() throws {
    try TmuxTests.withTerminal("'\(SiamProgram.path)' explore glyphs --threads 1", width: 120) { terminal, folder in
      let opened = try terminal.wait(for: "Support", "Space", "Pairs", "exploring", "step 8,000")
      let shown = try terminal.screen()
      #expect(opened != nil, "\(shown)")
      try terminal.press("q")
      #expect(try terminal.wait(for: "modes restored, status 0") != nil)
      #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("runs").path))
    }
  }

  @Test func `a run is explored on its own data or on other data`() async throws {
    try await QueryResultTests.inFolder { folder in
      let files = FileManager.default
      func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
      try files.copyItem(atPath: path("run/checkpoints/last.safetensors"), toPath: path("alone.safetensors"))
      // Two classes are unseen, so the screen begins with two ways.
      try explore("run", in: folder, until: "2-way 1-shot", "run on data") { terminal in
        let found = try terminal.wait(for: "bar6", "bar7", "step 4")
        #expect(found != nil)
      }
      try explore("alone.safetensors", in: folder, until: "give --data", "status 66")
      try files.moveItem(atPath: path("data"), toPath: path("moved"))
      try explore("run --data moved", in: folder, until: "2-way 1-shot", "run on moved")
      try explore("run --data support/bar6", in: folder, until: "support/bar6", "status 65")
    }
  }

  /// Explores until the screen shows each of the texts.
  private func explore(
    _ arguments: String, in folder: URL, until texts: String..., then body: (TmuxTerminal) throws -> Void = { _ in }
  ) throws {
    let command = "'\(SiamProgram.path)' explore --threads 1 \(arguments)"
    let terminal = try TmuxTests.terminal(command, in: folder, width: 120, height: 36)
    let result = Result {
      for text in texts {
        let found = try terminal.wait(for: text)
        let shown = try terminal.screen()
        try #require(found != nil, "no \(text) in \(shown)")
      }
      try body(terminal)
    }
    try TmuxTests.signal("KILL", in: folder)
    try terminal.close()
    try result.get()
  }
}
