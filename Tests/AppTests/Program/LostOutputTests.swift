import Foundation
import SiamCore
import SiamRuns
import TestSupport
import Testing

@testable import SiamApp

/// Files that can't be written, or not as a whole: every command says so, and by its exit status.
@Suite(.timeLimit(.minutes(30))) struct LostOutputTests {
  /// Arguments, a part of the error message, and the exit status.
  private static let failures: [(arguments: [String], named: String, status: Int32)] = [
    (["export", "run", "--output", "/dev/full"], "/dev/full: can't be written (no space left on device)", 74),
    (["export", "run", "--output", "data"], "data: can't be written (is a folder)", 73),
    (["export", "run", "--output", "no/model"], "no/model: can't be written (no such folder)", 73),
    (["export", "run", "--format", "onnx", "--output", "/dev/full"], "can't be written (no space left", 74),
    (["embed", "run", "queries", "--output", "full.csv"], "full.csv: can't be written (no space left on device)", 74),
    (["embed", "run", "queries", "--output", "run/run.json/v.npy"], "can't be written (not a folder)", 73),
    (["runs", "export", "run", "--csv", "--output", "/dev/full"], "can't be written (no space left on device)", 74),
    (["runs", "export", "run", "--csv", "--output", "no/t.csv"], "can't be written (no such folder)", 73),
    (["runs", "export", "run", "--tensorboard", "run/run.json"], "can't be written (not a folder)", 73),
    (
      ["evaluate", "run", "--data", "data", "--way", "2", "--queries", "2", "--episodes", "2", "--save-episodes"]
        + ["/dev/full"], "/dev/full: can't be written (no space left on device)", 74
    ),
    (["predict", "run", "--support", "support", "empty"], "empty: no images in it", 65),
    (["train", "--headless", "--resume", "empty"], "empty: not a run's folder (no run.json in it)", 66),
    (["runs", "--runs", "run/run.json"], "can't be read (not a folder)", 66),
  ]

  @Test func `a file that can't be written is named with the system's words`() async throws {
    try await QueryResultTests.inFolder { folder in
      let manager = FileManager.default
      try manager.createSymbolicLink(atPath: folder.path + "/full.csv", withDestinationPath: "/dev/full")
      try manager.createDirectory(atPath: folder.path + "/empty", withIntermediateDirectories: true)
      for failure in Self.failures {
        let outcome = await InProcess.run(failure.arguments, in: folder)
        #expect(outcome.status == failure.status, "\(failure.arguments): \(outcome.errors)")
        #expect(outcome.errors.contains(failure.named), "\(failure.arguments): \(outcome.errors)")
        #expect(!outcome.errors.contains("could not be completed"), "\(outcome.errors)")
      }
    }
  }

  @Test func `logs that can't be created stop a run before it begins`() async throws {
    try await QueryResultTests.inFolder { folder in
      let outcome = await InProcess.run(
        StandardStreamsTests.training + ["--run", "new", "--tensorboard", "run/run.json"], in: folder)
      #expect(outcome.status == 73 && outcome.errors.contains("run/run.json: can't be written"), "\(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/new"))
    }
  }

  @Test(.alone) func `a run whose checkpoint is too large for the disk is not a success`() async throws {
    try await QueryResultTests.inFolder { folder in
      // The limit counts blocks of 512 bytes; a checkpoint of conv4 has 1.4 MB, the journal some kilobytes.
      let script = """
        ulimit -c 0; ulimit -f 1000; exec > out.jsonl 2> errors.txt; "$0" "$@" & p=$!
        for i in $(seq 1200); do grep -q obstructed out.jsonl && break; sleep 0.1; done
        kill -TERM $p; wait $p
        """
      let training = StandardStreamsTests.training + ["--json", "--run", "new"]
      let outcome = try SiamProgram.run(
        ["-c", script, SiamProgram.path] + training, in: folder, environment: ["TMPDIR": "/nowhere"],
        program: "/bin/sh")
      let errors = try String(contentsOf: folder.appendingPathComponent("errors.txt"), encoding: .utf8)
      #expect(outcome.status == ExitStatus.lostOutput, "\(errors)")
      #expect(errors.contains("not saved: the checkpoint of step 2 (file too large)"), "\(errors)")
      let lines = try String(contentsOf: folder.appendingPathComponent("out.jsonl"), encoding: .utf8)
      guard case .finished(let report) = try EventLines().event(try #require(lines.split(separator: "\n").last)) else {
        Issue.record("\(lines)")
        return
      }
      #expect(!report.complete && report.unsaved != nil)
      let summary = RunSummary(of: folder.path + "/new")
      #expect(summary.state == .crashed && summary.problem?.hasPrefix("not saved: the checkpoint of step 2") == true)
    }
  }

  @Test func `a screen's outcome says what is not saved`() throws {
    var outcome = RunOutcome()
    outcome.folder = "/runs/one"
    let report = FinishedReport(step: 20, complete: true, seconds: 2, imagesPerSecond: 1)
    outcome.record(.finished(report.losing("the checkpoint of step 20 (no space left on device)")))
    #expect(outcome.summary == "siam: stopped after 20 steps")
    let failure = try #require(throws: CommandFailure.self) { try outcome.report() }
    #expect(failure.status == ExitStatus.lostOutput)
    #expect(failure.message.hasPrefix("/runs/one: not saved: the checkpoint of step 20 (no space left on device)"))
  }
}
