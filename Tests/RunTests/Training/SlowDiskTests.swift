import SiamInference
import SiamRuns
import Foundation
import SiamCore
import Testing

@testable import SiamTraining

/// Training waits for a slow disk, so that the backlog stays bounded.
@Suite(.timeLimit(.minutes(30))) struct SlowDiskTests {
  private static func session(
    _ files: FaultyFiles, _ url: URL, steps: Int, checkpointEvery: Int? = nil
  ) throws -> TrainingSession {
    var recipe = SmallData.recipe(steps: steps)
    recipe.evaluation.every = 1_000_000
    let folder = try RunFolder(creating: url, try RunFolderTests.description(recipe), files: files)
    return TrainingSession(
      recipe: recipe, dataset: try SmallData.dataset(), folder: folder, checkpointEvery: checkpointEvery, threads: 1)
  }

  /// Waits until a condition is true.
  private static func wait(until holds: () -> Bool) async throws {
    while !holds() { try await Task.sleep(for: .milliseconds(2)) }
  }

  @Test func `training pauses for a slow disk before many events are waiting`() async throws {
    try await ResumeTests.withFolder { url in
      let files = FaultyFiles()
      let session = try Self.session(files, url, steps: 100_000)
      var steps: [Int] = []
      for await event in session.events {
        guard case .step(let report) = event else { continue }
        steps.append(report.step)
        guard report.step == 3 else { continue }
        files.stall(true)
        try await Self.wait { session.commandQueue.isWaitingForDisk }
        let backlog = session.commandQueue.backlog
        #expect((WriteBacklog.maxEvents...WriteBacklog.maxEvents + 4).contains(backlog.events))
        try await Task.sleep(for: .milliseconds(100))
        #expect(session.commandQueue.backlog == backlog, "no step is taken meanwhile")
        files.stall(false)
        try await Self.wait { !session.commandQueue.isWaitingForDisk }
        session.send(.stop)
      }
      #expect(steps.count > WriteBacklog.maxEvents && steps == Array(1...steps.count), "no step is lost")
    }
  }

  @Test func `a checkpoint is made only after the one before is written`() async throws {
    try await ResumeTests.withFolder { url in
      let files = FaultyFiles()
      let session = try Self.session(files, url, steps: 100_000, checkpointEvery: 1)
      var steps: [Int] = []
      var saved: [Int] = []
      for await event in session.events {
        if case .checkpoint(let report) = event { saved.append(report.step) }
        guard case .step(let report) = event else { continue }
        steps.append(report.step)
        guard report.step == 3 else { continue }
        files.stall(true)
        try await Self.wait { session.commandQueue.backlog.checkpoints > 0 }
        try await Task.sleep(for: .milliseconds(200))
        let backlog = session.commandQueue.backlog
        #expect(backlog.checkpoints == 1)
        #expect(backlog.events <= 2, "training took a step during the write, and waits")
        files.stall(false)
        session.send(.stop)
      }
      #expect(steps == Array(1...steps.count))
      // The last step's checkpoint is due twice: by its number, and because the run ends.
      #expect(Set(saved) == Set(steps))
      #expect(try ResumePoint(inRun: url.path).step == steps.last)
    }
  }

  @Test func `a paused run makes a checkpoint that is due`() async throws {
    try await ResumeTests.withFolder { url in
      let files = FaultyFiles()
      let session = try Self.session(files, url, steps: 100_000)
      var saved: [Int] = []
      var pausedAt: Int?
      for await event in session.events {
        switch event {
        case .step(let report) where report.step == 3:
          files.stall(true)
          session.send(.checkpoint)
          session.send(.singleStep)
          session.send(.checkpoint)
          try await Self.wait { session.commandQueue.backlog.checkpoints > 0 }
          files.stall(false)
        case .command(let report) where report.command == .singleStep: pausedAt = report.step
        case .checkpoint(let report):
          saved.append(report.step)
          if let pausedAt, report.step >= pausedAt { session.send(.stop) }
        default: break
        }
      }
      #expect(saved.count >= 2)
    }
  }

  @Test func `training stops when its session is released and its events are not read`() async throws {
    try await ResumeTests.withFolder { url in
      func begin() async throws {
        for await event in try Self.session(FaultyFiles(), url, steps: 1_000_000).events {
          // Training continues while its events are read.
          if case .step(let report) = event, report.step == 5 { return }
        }
      }
      try await begin()
      // The run's lock is released when training has ended.
      while (try? RunFolder(resuming: url)) == nil { try await Task.sleep(for: .milliseconds(10)) }
      let journal = try String(contentsOf: url.appendingPathComponent("events.jsonl"), encoding: .utf8)
      let last = try EventLines().event(try #require(journal.split(separator: "\n").last))
      guard case .finished(let report) = last else {
        Issue.record("ends with \(last)")
        return
      }
      #expect(!report.complete && report.step >= 5)
    }
  }
}

/// An event that can't be encoded fails the run rather than leaving a gap in its journal.
@Suite struct UnencodableEventTests {
  private struct Unencodable: Error {}

  private static func run(
    _ events: [TrainingEvent], _ url: URL, encode: @escaping @Sendable (TrainingEvent) throws -> String
  ) async throws -> (emitted: [TrainingEvent], journal: [TrainingEvent], commandQueue: CommandQueue) {
    let folder = try RunFolder(creating: url, try RunFolderTests.description(SmallData.recipe()))
    let (emitted, sink) = AsyncStream.makeStream(of: TrainingEvent.self)
    let (entries, source) = AsyncStream.makeStream(of: RunEntry.self)
    let commandQueue = CommandQueue()
    for event in events {
      commandQueue.queued(.event(event))
      source.yield(.event(event))
    }
    source.finish()
    var writer = RunWriter(folder: folder, commandQueue: commandQueue, encode: encode) { sink.yield($0) }
    await writer.write(entries)
    sink.finish()
    let journal = try String(contentsOf: url.appendingPathComponent("events.jsonl"), encoding: .utf8)
    return (
      await emitted.reduce(into: []) { $0.append($1) },
      try journal.split(separator: "\n").map { try EventLines().event($0) }, commandQueue
    )
  }

  private static let events: [TrainingEvent] = [
    .planned(PlannedReport(step: 0, steps: 9)), .evaluating(EvaluationStartedReport(step: 7)),
    .planned(PlannedReport(step: 8, steps: 10)),
  ]

  @Test func `an event that can't be encoded fails the run`() async throws {
    try await ResumeTests.withFolder { url in
      let (emitted, journal, commandQueue) = try await Self.run(Self.events, url) { event in
        if case .evaluating = event { throw Unencodable() }
        return try EventLines().line(event)
      }
      #expect(emitted.count == 2 && emitted.first == Self.events[0])
      guard case .failed(let report) = try #require(emitted.last) else {
        Issue.record("ends with \(emitted)")
        return
      }
      #expect(report.step == 7 && report.message.contains("Unencodable"))
      #expect(journal == emitted)
      #expect(commandQueue.nextCommand() == .stop && commandQueue.backlog == WriteBacklog())
    }
  }

  @Test func `a description that can't be encoded fails the run and leaves run.json unchanged`() async throws {
    try await ResumeTests.withFolder { url in
      var recipe = SmallData.recipe()
      recipe.margin = .nan
      let resumed = TrainingEvent.resumed(
        ResumedReport(step: 3, version: "test", recipe: recipe, file: "", changes: [], threads: 1))
      let (emitted, journal, _) = try await Self.run([Self.events[0], resumed], url) { try EventLines().line($0) }
      #expect(emitted.map { if case .failed = $0 { true } else { false } } == [false, true])
      #expect(journal == emitted)
      #expect(try RunDescription(in: url).recipe == SmallData.recipe())
      #expect(try RunDescription(in: url).plannedSteps == 9)
    }
  }
}
