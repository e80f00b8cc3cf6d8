import ArgumentParser
import Foundation
import SiamCore
import TestSupport
import Testing

@testable import SiamApp

/// The program without a terminal.
@Suite(.timeLimit(.minutes(30))) struct HeadlessTests {
  @Test func `--json prints one event per line and nothing else`() async throws {
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

  @Test func `two runs with the same seed print the same except for times`() async throws {
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

  @Test func `progress lines are printed if standard output is not a terminal`() async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      let outcome = await InProcess.run(["train", "--steps", "3"] + SiamProgram.small, in: folder)
      #expect(outcome.status == 0)
      for text in ["training  conv4", "step 1/3", "5-way 1-shot", "chance 20.0 %", "finished  after 3 steps"] {
        #expect(outcome.output.contains(text), "\(text) in\n\(outcome.output)")
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

  @Test(arguments: [
    [], ["--distance", "euclidean"], ["--triplet-loss", "soft-margin"], ["--objective", "contrastive"],
  ])
  func `--margin accepts what the recipe's range has`(_ options: [String]) throws {
    let recipe = try ObjectiveOptions.parse(options).applied
    for margin in ["0", "0.005", "0.305", "2", "2.001", "4", "4.001", "-0.2", "nan"] {
      let parsed = try ObjectiveOptions.parse(options + ["--margin=\(margin)"])
      let isAccepted = recipe.marginRange.contains(try #require(Float(margin)))
      if isAccepted {
        try parsed.check()
      } else {
        #expect(throws: (any Error).self, "\(options) \(margin)") { try parsed.check() }
      }
      if isAccepted { #expect(parsed.applied.margin == Float(margin)) }
    }
  }

  /// A run's own distance and loss decide which margins it accepts when it is resumed.
  @Test(arguments: [
    (["--distance", "euclidean"], "3", "above 0 and at most 2, the largest distance"),
    (["--triplet-loss", "soft-margin"], "5", "0 to 4, the largest squared distance"),
    (["--objective", "pair"], "0.3", "--margin is not supported by --objective pair"),
  ])
  func `a resumed run accepts the margins of its own loss`(
    _ options: [String], _ margin: String, _ message: String
  ) async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      let run = await InProcess.run(
        ["train", "--headless", "--steps", "1", "--run", "mine"] + SiamProgram.small + options, in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let resume = ["train", "--headless", "--resume", "mine", "--steps", "2"]
      let rejected = await InProcess.run(resume + ["--margin", margin], in: folder)
      #expect(rejected.status == 64 && rejected.errors.contains(message), "\(rejected.errors)")
      guard options.contains("soft-margin") else { return }
      let resumed = await InProcess.run(resume + ["--margin", "0"], in: folder)
      #expect(resumed.status == 0, "\(resumed.errors)")
    }
  }

  /// Invalid arguments, a part of the error message, and the exit status.
  static let mistakes: [([String], String, Int32)] = [
    (["train", "--data", "/nowhere/at/all"], "/nowhere/at/all", 66),
    (["train", "--data", "cut.zip"], "cut.zip", 65),
    (["train", "--data", "text"], "text", 65),
    // An existing run is reported before the data is read, which may take long.
    (["train", "--data", "cut.zip", "--run", "text"], "text: already exists", 73),
    (["train", "--hold-out", "Klingon"], "Klingon", 65),
    (["train", "--margin", "7"], "--margin", 64),
    (["train", "--margin", "0"], "--margin", 64),
    (["train", "--margin", "3", "--distance", "euclidean"], "--margin must be above 0 and at most 2", 64),
    (["train", "--objective", "pair", "--margin", "0.3"], "--margin is not supported by --objective pair", 64),
    (["train", "--objective", "nt-xent", "--miner", "random"], "--miner requires --objective triplet", 64),
    (["train", "--objective", "contrastive", "--distance", "squared"], "--distance", 64),
    (["train", "--objective", "pair", "--triplet-loss", "hinge"], "--triplet-loss", 64),
    (["train", "--temperature", "0.1"], "--temperature requires --objective prototypical or nt-xent", 64),
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

  @Test(arguments: mistakes) func `an invalid command has one line and its status`(
    _ mistake: (arguments: [String], named: String, status: Int32)
  ) async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      try Data([0x50, 0x4B, 3, 4, 20, 0, 0, 0]).write(to: folder.appendingPathComponent("cut.zip"))
      let text = folder.appendingPathComponent("text/class")
      try FileManager.default.createDirectory(at: text, withIntermediateDirectories: true)
      try Data("not an image".utf8).write(to: text.appendingPathComponent("a.png"))
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

extension ObjectiveOptions {
  /// The default recipe of the objective with these options.
  fileprivate var applied: Recipe {
    var recipe = Recipe(objective: objective ?? .triplet)
    apply(to: &recipe)
    return recipe
  }
}
