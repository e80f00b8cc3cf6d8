import Foundation
import SiamFiles
import SiamCore
import SiamTensors
import TestSupport
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// A run whose writes fail waits, and a run that is killed loses nothing it has written.
@Suite(.timeLimit(.minutes(30))) struct FaultTests {
  private static func session(_ recipe: Recipe, _ folder: RunFolder) throws -> TrainingSession {
    TrainingSession(
      recipe: recipe, dataset: try SmallData.dataset(), folder: folder, checkpointEvery: 2, threads: 1)
  }

  @Test func `a run killed at any system call leaves complete files and resumes to the same weights`() async throws {
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
        var emitted: [TrainingEvent] = []
        let folder = try RunFolder(creating: url, description, files: FaultyFiles(dyingAt: call))
        let session = try Self.session(recipe, folder)
        for await event in session.events {
          if case .writeStalled = event { session.send(.stop) } else { emitted.append(event) }
        }
        try Self.checkWhole(url, emitted: emitted, call)
        guard FileManager.default.fileExists(atPath: url.path + "/checkpoints/last.safetensors") else { return }
        withExtendedLifetime(folder) {}
        try await ResumeTests.restore(url)
        let found = try ResumeTests.numbers(url)
        #expect(found == expected, "dead at call \(call)")
      }
    }
  }

  /// Checks that every checkpoint can be read, and every line of the journal except an incomplete last one.
  private static func checkWhole(_ url: URL, emitted: [TrainingEvent], _ call: Int) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: url.path + "/checkpoints")
    where name.hasSuffix(".safetensors") {
      _ = try Checkpoint(reading: url.path + "/checkpoints/" + name)
    }
    _ = try RunDescription(in: url)
    let lines = try String(contentsOf: url.appendingPathComponent("events.jsonl"), encoding: .utf8)
      .split(separator: "\n")
    let events = lines.compactMap { try? EventLines().event($0) }
    #expect(events.count >= lines.count - 1, "dead at call \(call)")
    // Every event emitted before the process died has been written.
    #expect(emitted.starts(with: events.prefix(emitted.count)), "dead at call \(call)")
  }

  @Test(arguments: [ENOSPC, EROFS, ENOENT])
  func `a run that can't be written waits, reports the reason, and resumes`(_ code: Int32) async throws {
    var recipe = ResumeTests.recipe(.triplet)
    // The run ends when it is stopped, as training doesn't wait for the reader of its events.
    recipe.steps = 100_000
    try await ResumeTests.withFolder { url in
      let files = FaultyFiles()
      let folder = try RunFolder(creating: url, try RunFolderTests.description(recipe), files: files)
      let session = try Self.session(recipe, folder)
      var reasons: [String?] = []
      var steps: [Int] = []
      var pendingEvents: [TrainingEvent] = []
      for await event in session.events {
        pendingEvents.append(event)
        if case .step(let report) = event {
          steps.append(report.step)
          if report.step == 3 { files.fail(code) }
          // A step after the files could be written again.
          if reasons.count == 2 { session.send(.stop) }
        }
        guard case .writeStalled(let report) = event else { continue }
        reasons.append(report.reason)
        if report.reason != nil {
          Task {
            try await Task.sleep(for: .milliseconds(300))
            files.fail(nil)
          }
        }
      }
      #expect(steps.count > 3 && steps == Array(1...steps.count), "every step is emitted once")
      #expect(reasons.count == 2 && reasons.last == .some(nil))
      #expect(reasons.first??.contains("can't be written") == true)
      let journal = try String(contentsOf: url.appendingPathComponent("events.jsonl"), encoding: .utf8)
        .split(separator: "\n").map { try EventLines().event($0) }
      #expect(journal == pendingEvents.filter { if case .writeStalled = $0 { false } else { true } })
    }
  }

  @Test func `a deleted folder is restored completely`() async throws {
    var recipe = ResumeTests.recipe(.triplet)
    recipe.steps = 100_000
    try await ResumeTests.withFolder { url in
      let folder = try RunFolder(creating: url, try RunFolderTests.description(recipe))
      let session = try Self.session(recipe, folder)
      var wasStalled = false
      for await event in session.events {
        if case .step(let report) = event, report.step == 3 {
          // The folder is renamed: if it were deleted file by file, the writer could restore a file meanwhile.
          let gone = url.appendingPathExtension("gone")
          try FileManager.default.moveItem(at: url, to: gone)
          try? FileManager.default.removeItem(at: gone)
        }
        guard case .writeStalled(let report) = event else { continue }
        if report.reason != nil {
          wasStalled = true
          try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        } else {
          session.send(.stop)
        }
      }
      #expect(wasStalled)
      let journal = try String(contentsOf: url.appendingPathComponent("events.jsonl"), encoding: .utf8)
        .split(separator: "\n").map { try EventLines().event($0) }
      let steps = journal.compactMap { if case .step(let report) = $0 { report.step } else { nil } }
      #expect(steps.count >= 3 && steps == Array(1...steps.count))
      #expect(try ResumePoint(inRun: url.path).step == steps.last)
      #expect(try RunDescription(in: url).recipe == recipe)
    }
  }

  @Test func `a stalled run can be stopped`() async throws {
    try await ResumeTests.withFolder { url in
      let files = FaultyFiles()
      let recipe = ResumeTests.recipe(.triplet)
      let folder = try RunFolder(creating: url, try RunFolderTests.description(recipe), files: files)
      let session = try Self.session(recipe, folder)
      for await event in session.events {
        if case .step(let report) = event, report.step == 3 { files.fail(ENOSPC) }
        if case .writeStalled = event { session.send(.stop) }
      }
      await session.wait()
    }
  }
}
