import Foundation
import SiamFiles
import SiamMessages
import SiamTensors
import TestSupport
import Testing

@testable import SiamTraining

/// A run whose files fail waits, and one that dies loses nothing it had written.
@Suite(.timeLimit(.minutes(30))) struct FaultTests {
  private static func session(_ recipe: Recipe, _ folder: RunFolder) throws -> TrainingSession {
    TrainingSession(
      recipe: recipe, dataset: try SmallData.dataset(), folder: folder, checkpointEvery: 2, threads: 1)
  }

  @Test func `a process that dies at any call leaves whole files and goes on to the same weights`() async throws {
    var recipe = ResumeTests.recipe(.triplet)
    recipe.steps = 5
    let description = try RunFolderTests.description(recipe)
    var expected: [String: SafeTensors.Entry] = [:]
    let counter = FaultyFiles()
    try await ResumeTests.withFolder { url in
      let folder = try RunFolder(creating: url, description, files: counter)
      for await _ in try Self.session(recipe, folder).events {}
      expected = try ResumeTests.numbers(url)
    }
    for call in stride(from: 8, to: counter.calls, by: isSoak ? 1 : 11) {
      try await ResumeTests.withFolder { url in
        var told: [TrainingEvent] = []
        let folder = try RunFolder(creating: url, description, files: FaultyFiles(dyingAt: call))
        let session = try Self.session(recipe, folder)
        for await event in session.events {
          if case .obstructed = event { session.send(.stop) } else { told.append(event) }
        }
        try Self.checkWhole(url, told: told, call)
        guard FileManager.default.fileExists(atPath: url.path + "/checkpoints/last.safetensors") else { return }
        withExtendedLifetime(folder) {}
        try await ResumeTests.goOn(url)
        let found = try ResumeTests.numbers(url)
        #expect(found == expected, "dead at call \(call)")
      }
    }
  }

  /// Every checkpoint can be read, and of the journal all but a cut last line.
  private static func checkWhole(_ url: URL, told: [TrainingEvent], _ call: Int) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: url.path + "/checkpoints")
    where name.hasSuffix(".safetensors") {
      _ = try Checkpoint(reading: url.path + "/checkpoints/" + name)
    }
    _ = try RunDescription(in: url)
    let lines = try String(contentsOf: url.appendingPathComponent("events.jsonl"), encoding: .utf8)
      .split(separator: "\n")
    let events = lines.compactMap { try? EventLines().event($0) }
    #expect(events.count >= lines.count - 1, "dead at call \(call)")
    // What anyone heard before it died was written before.
    #expect(told.starts(with: events.prefix(told.count)), "dead at call \(call)")
  }

  @Test(arguments: [ENOSPC, EROFS, ENOENT])
  func `a run that can't be written waits, says why, and goes on`(_ code: Int32) async throws {
    var recipe = ResumeTests.recipe(.triplet)
    recipe.steps = 8
    try await ResumeTests.withFolder { url in
      let files = FaultyFiles()
      let folder = try RunFolder(creating: url, try RunFolderTests.description(recipe), files: files)
      let session = try Self.session(recipe, folder)
      var reasons: [String?] = []
      var steps: [Int] = []
      var heard: [TrainingEvent] = []
      for await event in session.events {
        heard.append(event)
        if case .step(let report) = event {
          steps.append(report.step)
          if report.step == 3 { files.fail(code) }
        }
        guard case .obstructed(let report) = event else { continue }
        reasons.append(report.reason)
        if report.reason != nil {
          Task {
            try await Task.sleep(for: .milliseconds(300))
            files.fail(nil)
          }
        }
      }
      #expect(steps == Array(1...8), "no step is lost, none told twice")
      #expect(reasons.count == 2 && reasons.last == .some(nil))
      #expect(reasons.first??.contains("can't be written") == true)
      let journal = try String(contentsOf: url.appendingPathComponent("events.jsonl"), encoding: .utf8)
        .split(separator: "\n").map { try EventLines().event($0) }
      #expect(journal == heard.filter { if case .obstructed = $0 { false } else { true } })
    }
  }

  @Test func `a folder that vanished comes back whole`() async throws {
    var recipe = ResumeTests.recipe(.triplet)
    recipe.steps = 8
    try await ResumeTests.withFolder { url in
      let folder = try RunFolder(creating: url, try RunFolderTests.description(recipe))
      let session = try Self.session(recipe, folder)
      var hadToWait = false
      for await event in session.events {
        if case .step(let report) = event, report.step == 3 {
          // At once: file by file, the writer could put one back meanwhile.
          let gone = url.appendingPathExtension("gone")
          try FileManager.default.moveItem(at: url, to: gone)
          try? FileManager.default.removeItem(at: gone)
        }
        if case .obstructed(let report) = event, report.reason != nil {
          hadToWait = true
          try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        }
      }
      #expect(hadToWait)
      let journal = try String(contentsOf: url.appendingPathComponent("events.jsonl"), encoding: .utf8)
        .split(separator: "\n").map { try EventLines().event($0) }
      let steps = journal.compactMap { if case .step(let report) = $0 { report.step } else { nil } }
      #expect(steps == Array(1...8))
      #expect(try ResumePoint(inRun: url.path).step == 8)
      #expect(try RunDescription(in: url).recipe == recipe)
    }
  }

  @Test func `a run that waits can still be ended`() async throws {
    try await ResumeTests.withFolder { url in
      let files = FaultyFiles()
      let recipe = ResumeTests.recipe(.triplet)
      let folder = try RunFolder(creating: url, try RunFolderTests.description(recipe), files: files)
      let session = try Self.session(recipe, folder)
      for await event in session.events {
        if case .step(let report) = event, report.step == 3 { files.fail(ENOSPC) }
        if case .obstructed = event { session.send(.stop) }
      }
      await session.wait()
    }
  }
}
