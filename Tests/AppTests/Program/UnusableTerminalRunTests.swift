import Foundation
import SiamCore
import SiamRuns
import TestSupport
import Testing

/// A terminal without a screen: one run with plain output, and one line that says why.
@Suite(.alone, .timeLimit(.minutes(10))) struct UnusableTerminalRunTests {
  private static let train = [
    "train", "--data", "data", "--steps", "2", "--way", "2", "--episodes", "2", "--hold-out", "2",
    "--batch-classes", "4", "--batch-images", "3", "--queries", "2", "--threads", "1",
  ]

  @Test(arguments: [
    (["TERM": "dumb"], 80, 24, "can't position the cursor"), (["TERM": ""], 80, 24, "TERM is not set"),
    (["TERM": "no-such-type"], 80, 24, "unknown terminal type 'no-such-type'"),
    (["TERM": "xterm"], 12, 3, "the terminal is too small (12 × 3)"),
  ])
  func `a terminal that can't show a screen makes one run`(
    _ environment: [String: String], _ width: UInt16, _ height: UInt16, _ reason: String
  ) async throws {
    try await QueryResultTests.inFolder { folder in
      for options in [["--runs", "made"], ["--run", "made/one"]] {
        let terminal = try ProgramOnTerminal(
          Self.train + options, in: folder, width: width, height: height, environment: environment)
        defer { terminal.close() }
        #expect(terminal.end() == 0, "\(terminal.output())")
        let output = terminal.output()
        #expect(output.components(separatedBy: reason).count == 2, "\(output)")
        #expect(output.components(separatedBy: "saving this run in").count == 2, "\(output)")
        #expect(!output.contains("\u{1B}[?1049h"), "\(output)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/made")
        #expect(names.count == 1, "\(names)")
        for name in names { #expect(RunSummary(of: folder.path + "/made/" + name).state == .finished) }
        try FileManager.default.removeItem(atPath: folder.path + "/made")
      }
    }
  }
}
