import Foundation
import SiamCore
import SiamFiles
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// A run whose end can't be written is not a success, and says what is lost.
@Suite(.timeLimit(.minutes(30))) struct UnsavedRunTests {
  /// Trains a short run whose writes of a file fail, and stops it once it waits.
  private static func train(
    in url: URL, failing code: Int32, on part: String, recovers: Bool = false
  ) async throws -> [TrainingEvent] {
    var recipe = ResumeTests.recipe(.triplet)
    recipe.steps = 6
    let files = FaultyFiles()
    let folder = try RunFolder(creating: url, try RunFolderTests.description(recipe), files: files)
    files.fail(code, on: part)
    let session = TrainingSession(
      recipe: recipe, dataset: try SmallData.dataset(), folder: folder, threads: 1)
    var events: [TrainingEvent] = []
    for await event in session.events {
      events.append(event)
      guard case .writeStalled(let report) = event, report.reason != nil else { continue }
      if recovers { files.fail(nil) } else { session.send(.stop) }
    }
    await session.wait()
    return events
  }

  private static func end(_ events: [TrainingEvent]) throws -> FinishedReport {
    guard case .finished(let report) = try #require(events.last) else {
      throw CocoaError(.featureUnsupported)
    }
    return report
  }

  @Test(arguments: [(ENOSPC, "no space left on device"), (EACCES, "permission denied"), (EIO, "input/output error")])
  func `a last checkpoint that can't be written is reported, and saved elsewhere`(
    _ code: Int32, _ reason: String
  ) async throws {
    try await ResumeTests.withFolder { url in
      let report = try Self.end(try await Self.train(in: url, failing: code, on: "/checkpoints"))
      let step = report.step
      let unsaved = try #require(report.unsaved)
      #expect(!report.complete && step > 0)
      #expect(unsaved.hasPrefix("the checkpoint of step \(step) (\(reason)); it was saved as "), "\(unsaved)")
      let file = try #require(unsaved.split(separator: " ").first { $0.hasSuffix(".safetensors") }.map(String.init))
      defer { try? FileManager.default.removeItem(at: URL(fileURLWithPath: file).deletingLastPathComponent()) }
      #expect(try Checkpoint(reading: file).description.step == step)

      let summary = RunSummary(of: url.path)
      #expect(summary.state == .crashed && summary.problem == "not saved: \(unsaved)")
      #expect(throws: ResumeError.self) { try ResumePoint(inRun: url.path) }
    }
  }

  @Test func `a journal that can't be written is reported`() async throws {
    try await ResumeTests.withFolder { url in
      let report = try Self.end(try await Self.train(in: url, failing: ENOSPC, on: "events.jsonl"))
      #expect(report.unsaved == "the end of the journal (no space left on device)" && !report.complete)
      #expect(RunSummary(of: url.path).state == .crashed)
      #expect(try Checkpoint(reading: url.path + "/checkpoints/last.safetensors").description.step == report.step)
    }
  }

  @Test(arguments: ["/checkpoints", "events.jsonl", "run.json"])
  func `a run that waited for room is complete`(_ part: String) async throws {
    try await ResumeTests.withFolder { url in
      let events = try await Self.train(in: url, failing: ENOSPC, on: part, recovers: true)
      let report = try Self.end(events)
      #expect(report.complete && report.unsaved == nil)
      #expect(events.contains { if case .writeStalled = $0 { true } else { false } })
      #expect(RunSummary(of: url.path).state == .finished && RunSummary(of: url.path).problem == nil)
    }
  }

  @Test func `a report of an earlier siam has nothing unsaved`() throws {
    let line = #"{"complete":true,"event":"finished","imagesPerSecond":2,"seconds":1,"step":4}"#
    let event = TrainingEvent.finished(FinishedReport(step: 4, complete: true, seconds: 1, imagesPerSecond: 2))
    #expect(try EventLines().event(line) == event)
    #expect(try EventLines().line(event) == line)
  }

  @Test func `a folder that can't be written is not left behind`() throws {
    let url = RunFolderTests.temporary()
    let files = FaultyFiles()
    files.fail(ENOSPC, on: "run.json")
    let error = try #require(throws: RunFolderError.self) {
      _ = try RunFolder(creating: url, try RunFolderTests.description(SmallData.recipe()), files: files)
    }
    #expect(error.description.contains("can't be written (no space left on device)"))
    #expect(!FileManager.default.fileExists(atPath: url.path))
  }

  @Test func `a run being written can't be resumed, and a folder without a run is named`() throws {
    let url = RunFolderTests.temporary()
    defer { try? FileManager.default.removeItem(at: url) }
    let folder = try RunFolder(creating: url, try RunFolderTests.description(SmallData.recipe()))
    #expect(throws: ResumeError.busy(url.path)) { try ResumePoint(inRun: url.path) }
    folder.close()
    #expect(throws: ResumeError.self) { try ResumePoint(inRun: url.path) }
    try FileManager.default.removeItem(atPath: url.path + "/run.json")
    #expect(throws: ModelError.notARun(url.path)) { try ResumePoint(inRun: url.path) }
    #expect(throws: ModelError.notARun("/etc/passwd")) { try ResumePoint(inRun: "/etc/passwd") }
  }
}
