import SiamTerminal
import Foundation
import SiamCore
import Testing

@testable import SiamApp

/// Commands that list, compare and remove runs.
@Suite(.timeLimit(.minutes(30))) struct RunsCommandTests {
  /// `runs` with a finished run `whole`, the same with another seed, and one that was killed before its end.
  private static func inRuns(_ body: (URL) async throws -> Void) async throws { try await runs.withCopy(body) }

  private static let runs = SharedFolder { folder in
    let manager = FileManager.default
    for (name, seed) in [("whole", "1"), ("other", "2")] {
      let outcome = await InProcess.run(
        ["train", "--headless", "--steps", "3", "--checkpoint-every", "1", "--seed", seed, "--run", "runs/\(name)"]
          + SiamProgram.small, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    try manager.copyItem(atPath: folder.path + "/runs/whole", toPath: folder.path + "/runs/killed")
    let journal = folder.appendingPathComponent("runs/killed/events.jsonl")
    let lines = try String(contentsOf: journal, encoding: .utf8).split(separator: "\n").dropLast()
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: journal)
    try manager.createDirectory(atPath: folder.path + "/runs/notes", withIntermediateDirectories: true)
  }

  private static func names(_ folder: URL) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/runs"))
  }

  @Test func `runs are listed with their states, and an unreadable one is not an error`() async throws {
    try await Self.inRuns { folder in
      let listed = await InProcess.run(["runs"], in: folder)
      #expect(listed.status == 0 && listed.lines.allSatisfy { $0.count <= 80 }, "\(listed.output)\(listed.errors)")
      #expect(!listed.output.contains("\u{1B}"), "no colour without a terminal")
      for (name, state) in [("whole", "finished"), ("killed", "crashed"), ("notes", "not a run")] {
        #expect(listed.lines.contains { $0.hasPrefix(name) && $0.contains(state) }, "\(listed.output)")
      }
      #expect(listed.output.contains("notes: not a siam run") && listed.output.contains("3 runs in runs"))

      let json = await InProcess.run(["runs", "--json", "--runs", folder.path + "/runs"], in: folder)
      let runs = try json.lines.map { try JSONDecoder().decode(RunSummary.self, from: Data($0.utf8)) }
      let whole = try #require(runs.first { $0.name == "whole" })
      #expect(runs.count == 4 && whole.state == .finished && whole.metrics.steps == 3)
      #expect(whole.metrics.accuracies.count == 1 && whole.size.bytes > whole.size.checkpointBytes)
      #expect(whole.started != nil && whole.settings?.encoder == "conv4")
    }
  }

  @Test func `runs are compared by their differences and results`() async throws {
    try await Self.inRuns { folder in
      let compared = await InProcess.run(["compare-runs", "runs/whole", "runs/other"], in: folder)
      #expect(compared.status == 0, "\(compared.errors)")
      let differences = compared.lines.prefix { !$0.hasPrefix("results") }
      #expect(differences.count == 2 && differences.last?.hasPrefix("seed") == true, "\(compared.output)")
      #expect(compared.output.contains("5-way 1-shot") && compared.output.contains("steps/s"))
      let json = await InProcess.run(["compare-runs", "runs/whole", "runs/other", "--json"], in: folder)
      let comparison = try JSONDecoder().decode(
        RunsComparison.self, from: Data(try #require(json.lines.first).utf8))
      #expect(comparison.differences == [RunDifference(name: "seed", values: ["1", "2"])])
      let same = await InProcess.run(["compare-runs", "runs/whole", "runs/killed"], in: folder)
      #expect(same.output.contains("no differences"))
    }
  }

  @Test func `prune lists what it would remove, and removes it with --yes`() async throws {
    try await Self.inRuns { folder in
      let before = try Self.names(folder)
      let dry = await InProcess.run(["runs", "prune", "--crashed"], in: folder)
      #expect(dry.status == 0 && dry.lines.count == 2, "\(dry.output)\(dry.errors)")
      #expect(dry.output.contains("would remove the crashed run runs/killed") && dry.output.contains("--yes"))
      #expect(try Self.names(folder) == before)
      let meant = await InProcess.run(["runs", "prune", "--crashed", "--yes"], in: folder)
      #expect(meant.status == 0 && meant.output.contains("removed the crashed run runs/killed"))
      #expect(try Self.names(folder) == before.subtracting(["killed"]))
      let again = await InProcess.run(["runs", "prune", "--crashed", "--delete"], in: folder)
      #expect(again.status == 0 && again.output == "nothing to remove in runs\n")

      let steps = await InProcess.run(["runs", "prune", "--checkpoints", "--yes"], in: folder)
      #expect(steps.status == 0, "\(steps.errors)")
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/runs/whole/checkpoints")
      #expect(Set(left) == ["last.safetensors", "best.safetensors"])
      let resumed = await InProcess.run(
        ["train", "--headless", "--resume", "runs/whole", "--steps", "4"], in: folder)
      #expect(resumed.status == 0, "\(resumed.errors)")
    }
  }

  @Test func `an empty or missing folder has one line`() async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      let none = await InProcess.run(["runs"], in: folder)
      #expect(none.status == 0 && none.lines.count == 1 && none.output.contains("siam train"))
      let json = await InProcess.run(["runs", "--json"], in: folder)
      #expect(json.status == 0 && json.output.isEmpty)
    }
  }

  /// Invalid arguments, a part of the error message, and the exit status.
  private static let mistakes: [(arguments: [String], named: String, status: Int32)] = [
    (["runs", "--runs", "nowhere"], "nowhere", 66),
    (["compare-runs", "nowhere", "nowhere"], "nowhere", 66),
    (["compare-runs", "one"], "two runs", 64),
    (["runs", "prune"], "--crashed", 64),
    (["runs", "prune", "--yes"], "--crashed", 64),
    (["runs", "prune", "--keep-last", "-1"], "--keep-last", 64),
    (["runs", "prune", "--older-than", "nan"], "--older-than", 64),
    (["runs", "prune", "--crashed", "--runs", "nowhere"], "nowhere", 66),
  ]

  @Test func `every usage error has one line and its status`() async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      for mistake in Self.mistakes {
        let outcome = await InProcess.run(mistake.arguments, in: folder)
        #expect(outcome.status == mistake.status, "\(mistake.arguments): \(outcome.errors)")
        #expect(outcome.errors.contains(mistake.named) && outcome.output.isEmpty, "\(mistake.arguments)")
      }
    }
  }

  @Test func `the most dispensable columns are dropped, and only names are cut`() {
    let run = RunSummary(name: String(repeating: "n", count: 60), path: "runs/n", state: .running)
    let table = RunsTable(runs: [run], folder: "runs")
    let wide = table.lines(width: 200, colors: .monochrome)
    #expect(wide[0].contains("started") && wide[1].contains(run.name))
    let narrow = table.lines(width: 40, colors: .monochrome)
    #expect(narrow.allSatisfy { $0.count <= 40 } && narrow[0].contains("state") && !narrow[0].contains("loss"))
    #expect(narrow[1].contains("n…") && narrow[1].hasSuffix("running"))
    #expect(table.lines(width: 200, colors: .sixteen)[1].contains("\u{1B}[0;1;32mrunning\u{1B}[0m"))
  }

  @Test func `runs that don't fit side by side are listed in further tables`() {
    let runs = (1...9).map { RunSummary(name: "a-run-of-a-long-name-\($0)", path: "\($0)", state: .finished) }
    let comparison = RunsComparison(
      runs: runs, differences: [RunDifference(name: "seed", values: (1...9).map(String.init))])
    let lines = RunsComparisonTable(comparison).lines(width: 80, colors: .monochrome)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.count { $0.hasPrefix("configuration") } > 2)
    for run in runs { #expect(lines.contains { $0.contains(run.name) }) }
  }
}
