import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import SiamApp

/// Each command once, by the real program. What they print is tested in process.
@Suite(.alone, .timeLimit(.minutes(30))) struct SmokeTests {
  /// A command line that succeeds for each command without a screen, in a folder of `QueryResultTests`.
  private static let commandLines: [[String]] = [
    ["train", "--headless", "--data", "data", "--steps", "1", "--run", "smoke", "--way", "2", "--episodes", "2"]
      + ["--hold-out", "2", "--batch-classes", "4", "--batch-images", "3", "--queries", "2", "--threads", "1"],
    ["evaluate", "run", "--data", "data", "--way", "2", "--queries", "2", "--episodes", "2", "--threads", "1"],
    ["predict", "run", "--support", "support", "queries", "--threads", "1"],
    ["compare", "run", "queries/first.png", "queries/second.png", "--threads", "1"],
    ["embed", "run", "queries", "--output", "v.csv", "--threads", "1"],
    ["export", "run", "--output", "model.safetensors", "--threads", "1"],
    ["data", "show", "data"],
    ["data", "get"],
    ["runs", "list", "--runs", "."],
    ["runs", "export", "run", "--csv"],
    ["runs", "prune", "--crashed", "--runs", "."],
    ["runs", "relocate", "run", "data"],
    ["compare-runs", "run", "smoke"],
    ["completions", "bash"],
  ]

  @Test func `every command runs`() async throws {
    try await QueryResultTests.inFolder { folder in
      for arguments in Self.commandLines {
        let outcome = try SiamProgram.run(arguments, in: folder)
        #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
      }
    }
  }

  @Test func `every command is covered by the smoke tests`() throws {
    let onTerminal: Set<String> = ["explore", "replay"]
    let named = Set(Self.commandLines.map { $0[0] }).union(onTerminal)
    let all = Set(Siam.configuration.subcommands.map { $0._commandName })
    #expect(named == all)
  }
}
