import Foundation
import SiamFiles
import SiamCore
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

@Suite struct RunSummaryTests {
  private static func summary(_ events: [TrainingEvent], then rest: String = "") throws -> RunSummary {
    try WrittenRun.inFolder { runs in
      try WrittenRun.leave("run", in: runs, events)
      let journal = try FileHandle(forWritingTo: runs.appendingPathComponent("run/events.jsonl"))
      try journal.seekToEnd()
      try journal.write(contentsOf: Data(rest.utf8))
      try journal.close()
      return RunSummary(of: runs.path + "/run")
    }
  }

  private static let steps = (1...4).map { WrittenRun.step($0, loss: Float($0)) }

  @Test func `the end of the journal determines a run's state`() throws {
    let finished = try Self.summary(Self.steps + [WrittenRun.finished(4)])
    #expect(finished.state == .finished && finished.problem == nil && finished.metrics.imagesPerSecond == 640)
    #expect(try Self.summary(Self.steps + [WrittenRun.finished(4, complete: false)]).state == .stopped)
    #expect(try Self.summary(Self.steps).state == .crashed)
    #expect(try Self.summary([]).state == .crashed)
    let failed = try Self.summary(Self.steps + [.failed(FailedReport(step: 4, message: "no memory"))])
    #expect(failed.state == .crashed && failed.problem == "no memory")
  }

  @Test func `a run that is being written is running and is not disturbed`() throws {
    try WrittenRun.inFolder { runs in
      let folder = try WrittenRun.write("run", in: runs, Self.steps)
      let seen = RunSummary(of: runs.path + "/run")
      #expect(seen.state == .running && seen.metrics.steps == 4)
      try folder.append(WrittenRun.step(5), line: try EventLines().line(WrittenRun.step(5)))
      try folder.flush()
      #expect(RunSummary(of: runs.path + "/run").metrics.steps == 5)
      folder.close()
      #expect(RunSummary(of: runs.path + "/run").state == .crashed)
      _ = try RunFolder(resuming: runs.appendingPathComponent("run"))
    }
  }

  @Test func `a run can be resumed while it is being listed`() throws {
    try WrittenRun.inFolder { runs in
      try WrittenRun.leave("run", in: runs, Self.steps)
      let files = PosixFileSystem()
      let looking = Task.detached {
        let journal = try files.open(Journal.path(in: runs.path + "/run"), .read)
        while !Task.isCancelled {
          _ = try files.isLocked(journal)
          usleep(200)
        }
      }
      defer { looking.cancel() }
      for _ in 0..<100 { try RunFolder(resuming: runs.appendingPathComponent("run")).close() }
    }
  }

  @Test func `the last metrics are reported, with the best accuracy in the journal`() throws {
    let events =
      Self.steps + WrittenRun.evaluation(4, 0.75) + [WrittenRun.step(5, loss: 5)] + WrittenRun.evaluation(5, 0.5)
      + [.planned(PlannedReport(step: 0, steps: 8)), WrittenRun.step(6, loss: .nan)]
    let metrics = try Self.summary(events).metrics
    #expect(metrics.steps == 6 && metrics.plannedSteps == 8 && metrics.loss?.isNaN == true)
    #expect(metrics.accuracies.map(\.way) == [5, 2] && metrics.accuracies.map(\.accuracy) == [0.25, 0.5])
    #expect(metrics.accuracies.allSatisfy { $0.interval95 == 0.01 && $0.step == 5 })
    #expect(metrics.auc == 0.875 && metrics.eer == 0.125 && metrics.seconds == 1.5)
    #expect(metrics.best == RunAccuracy(step: 5, way: 2, shot: 1, accuracy: 0.5, interval95: 0.01))
    #expect(metrics.stepsPerSecond == 4)
  }

  @Test func `the best accuracy of a long journal comes from the checkpoint`() async throws {
    let url = RunFolderTests.temporary()
    defer { try? FileManager.default.removeItem(at: url) }
    let folder = try RunFolder(creating: url, try RunFolderTests.description(SmallData.recipe()))
    let events = try await TrainingSessionTests.events(SmallData.recipe(), folder: folder)
    let best = events.compactMap { if case .evaluation(let report) = $0 { report.accuracy } else { nil } }.max()
    #expect(RunSummary(of: url.path).metrics.best?.accuracy == best)
    try Data().write(to: url.appendingPathComponent("events.jsonl"))
    let left = RunSummary(of: url.path)
    #expect(left.metrics.best?.accuracy == best && left.metrics.accuracies.isEmpty && left.state == .crashed)
  }

  @Test func `events of repeated steps are ignored`() throws {
    let events =
      Self.steps + WrittenRun.evaluation(4, 1) + [WrittenRun.finished(4), WrittenRun.resumed(2)]
    let resumed = try Self.summary(events)
    #expect(resumed.metrics.steps == 2 && resumed.metrics.loss == 2 && resumed.state == .crashed)
    #expect(resumed.metrics.best == nil && resumed.metrics.accuracies.isEmpty)
  }

  @Test func `an incomplete line and one that is not an event are skipped`() throws {
    let cut = try Self.summary(Self.steps, then: "no event\n{\"event\":\"step\",\"loss\":")
    #expect(cut.metrics.steps == 4 && cut.state == .crashed)
  }

  @Test func `only the end of a long journal is read`() throws {
    let many = (1...2000).map { WrittenRun.step($0) }
    let long = try Self.summary(WrittenRun.evaluation(0, 0.5) + many)
    #expect(long.metrics.steps == 2000)
    let far = String(repeating: "x", count: JournalTail.limit + 10) + "\n"
    let lost = try Self.summary(Self.steps, then: far)
    #expect(lost.metrics.steps == 0 && lost.metrics.loss == nil && lost.state == .crashed)
  }

  @Test func `a file with two hard links is counted once`() throws {
    try WrittenRun.inFolder { runs in
      try WrittenRun.leave("run", in: runs, [])
      let run = runs.appendingPathComponent("run")
      try WrittenRun.addCheckpoints([1, 2], bytes: 1000, to: run)
      let size = RunSummary(of: run.path).size
      let rest = try ["run.json", "events.jsonl"].reduce(0) {
        $0 + (try Data(contentsOf: run.appendingPathComponent($1)).count)
      }
      #expect(size == DiskUsage(bytes: 2000 + rest, checkpointBytes: 2000))
    }
  }
}
