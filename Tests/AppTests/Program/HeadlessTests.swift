import Foundation
import SiamMessages
import TestSupport
import Testing

/// The program without a terminal.
@Suite(.timeLimit(.minutes(30))) struct HeadlessTests {
  @Test func `json is one event a line and nothing else`() async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      let outcome = await InProcess.run(
        ["train", "--json", "--steps", "5", "--run", "mine"] + SiamProgram.small, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let events = try outcome.lines.map { try EventLines().event($0) }
      guard case .started = try #require(events.first), case .finished = try #require(events.last) else {
        Issue.record("begins or ends with something else")
        return
      }
      let journal = try String(contentsOf: folder.appendingPathComponent("mine/events.jsonl"), encoding: .utf8)
      #expect(journal == outcome.output, "the journal is the same lines")
    }
  }

  @Test func `two runs with one seed print the same but for times`() async throws {
    var runs: [String] = []
    for _ in 1...2 {
      try await SiamProgram.inTemporaryFolder { folder in
        let outcome = await InProcess.run(
          ["train", "--json", "--steps", "5", "--seed", "4"] + SiamProgram.small, in: folder)
        runs.append(outcome.output.replacing(#/"(imagesPerSecond|seconds)":[0-9.e+-]+/#) { "\"\($0.1)\":0" })
      }
    }
    #expect(runs[0] == runs[1] && !runs[0].isEmpty)
  }

  @Test func `standard output that is no terminal gets progress lines`() async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      let outcome = await InProcess.run(["train", "--steps", "3"] + SiamProgram.small, in: folder)
      #expect(outcome.status == 0)
      for words in ["training  conv4", "step 1/3", "5-way 1-shot", "chance 20.0 %", "finished  after 3 steps"] {
        #expect(outcome.output.contains(words), "\(words) in\n\(outcome.output)")
      }
    }
  }

  @Test func `more threads than the machine has cores compute too`() async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      // The last of an option's values counts.
      let arguments = ["train", "--headless", "--steps", "2"] + SiamProgram.small + ["--threads", "64"]
      let outcome = await InProcess.run(arguments, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("finished  after 2 steps"))
    }
  }

  /// What is wrong, what the line must name, the status.
  static let mistakes: [([String], String, Int32)] = [
    (["train", "--data", "/nowhere/at/all"], "/nowhere/at/all", 66),
    (["train", "--data", "cut.zip"], "cut.zip", 65),
    (["train", "--data", "text"], "text", 65),
    // A run that is there is told of before data is read, which may take long.
    (["train", "--data", "cut.zip", "--run", "text"], "text is there already", 73),
    (["train", "--hold-out", "Klingon"], "Klingon", 65),
    (["train", "--margin", "7"], "--margin", 64),
    (["train", "--margin", "0"], "--margin", 64),
    (["train", "--margin", "3", "--distance", "euclidean"], "--margin must lie between 0 and 2", 64),
    (["train", "--objective", "pair", "--margin", "0.3"], "--margin means nothing to --objective pair", 64),
    (["train", "--objective", "nt-xent", "--miner", "random"], "--objective nt-xent has none", 64),
    (["train", "--objective", "contrastive", "--distance", "squared"], "--distance", 64),
    (["train", "--objective", "pair", "--triplet-loss", "hinge"], "--triplet-loss", 64),
    (["train", "--temperature", "0.1"], "--temperature is of prototypical and nt-xent", 64),
    (["train", "--objective", "nt-xent", "--temperature", "0"], "--temperature", 64),
    (["train", "--triplet-loss", "soft-margin", "--reduction", "all"], "--reduction", 64),
    (["train", "--objective", "multi-similarity", "--reduction", "all"], "--reduction", 64),
    (["train", "--threads", "0"], "--threads must be 1 to 1024", 64),
    (["train", "--threads", "-3"], "--threads must be 1 to 1024", 64),
    (["train", "--threads", "99999999999"], "--threads must be 1 to 1024", 64),
    (["train", "--threads", "abc"], "--threads", 64),
    (["train", "--miner", "lucky"], "lucky", 64),
    (["train", "--steps", "3", "--minutes", "1"], "--steps", 64),
    (["train", "--steps", "1", "--run", "/proc/siam"], "/proc/siam", 73),
    (["train", "--steps", "1", "--way", "5000", "--batch-classes", "4"], "5000-way", 65),
    (["train", "--encoder", "conv9"], "'conv9'", 64),
    (["train", "--encoder", "conv 64 3, pol 2"], "'pol'", 64),
    (["train", "--encoder", "koch", "--widths", "8,8"], "8,8", 64),
    (["train", "--widths", "64,x"], "'x'", 64),
    (["train", "--steps", "1", "--encoder", "pool 9, pool 9"], "'pool 9'", 64),
    (["dance"], "dance", 64),
  ]

  @Test(arguments: mistakes) func `a mistake gets a line and the right status`(
    _ mistake: (arguments: [String], named: String, status: Int32)
  ) async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      try Data([0x50, 0x4B, 3, 4, 20, 0, 0, 0]).write(to: folder.appendingPathComponent("cut.zip"))
      let text = folder.appendingPathComponent("text/class")
      try FileManager.default.createDirectory(at: text, withIntermediateDirectories: true)
      try Data("no picture".utf8).write(to: text.appendingPathComponent("a.png"))
      let outcome = await InProcess.run(mistake.arguments, in: folder)
      #expect(outcome.status == mistake.status, "\(outcome.errors)")
      #expect(outcome.errors.contains(mistake.named), "\(outcome.errors)")
    }
  }

  @Test func `a binary copied elsewhere finds its assets beside it`() async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      let manager = FileManager.default
      try manager.copyItem(atPath: SiamProgram.path, toPath: folder.appendingPathComponent("siam").path)
      let glyphs = projectFolder.appending(path: "Assets/Glyphs")
      try manager.copyItem(at: glyphs, to: folder.appendingPathComponent("Glyphs"))
      let process = Process()
      process.executableURL = folder.appendingPathComponent("siam")
      process.arguments = ["train", "--headless", "--steps", "1", "--run", folder.path + "/run"] + SiamProgram.small
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
  }
}
