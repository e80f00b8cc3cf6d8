import Foundation
import SiamCore
import TestSupport
import Testing

@testable import SiamRuns
@testable import SiamScreens
@testable import SiamInference
@testable import SiamTraining

/// Indexes of journals that are truncated or grow, and indexes that are missing, damaged or old.
@Suite struct IndexTests {
  private static let shape = IndexShape(groupLevel: 2, segmentLevel: 4)

  private static func open(_ sample: JournalSample) throws -> JournalIndex {
    try JournalIndex.open(sample.run, shape) { _ in }
  }

  @Test func `a journal cut at any byte replays up to the cut`() throws {
    var sample = EventSample()
    let events = sample.run(steps: 3)
    let folder = try JournalSample(events)
    defer { folder.remove() }
    let whole = try Data(contentsOf: folder.journal)
    let ends = (0...whole.count).filter { end in
      // At every byte near the ends of lines, and at some bytes inside them.
      isSoak || end % 8 == 0 || whole[max(0, end - 3)..<min(whole.count, end + 3)].contains(UInt8(ascii: "\n"))
    }
    for end in ends {
      let cut = whole.prefix(end)
      try cut.write(to: folder.journal)
      try? FileManager.default.removeItem(at: folder.index)
      let lines = cut.count { $0 == UInt8(ascii: "\n") }
      let steps = events.prefix(lines).count { if case .step = $0 { true } else { false } }
      let index = try Self.open(folder)
      let restored = try index.moment(after: 100).restoration.events
      #expect(index.rowCount == steps && index.damagedLines == 0)
      // Encoded lines are compared, because NaN doesn't equal itself.
      let (found, expected) = (try restored.map(EventLines().line), try events.prefix(lines).map(EventLines().line))
      #expect(found == expected, "cut at \(end)")
    }
  }

  @Test func `foreign and damaged lines are skipped and counted, except at the end`() throws {
    var sample = EventSample()
    let folder = try JournalSample([sample.started, sample.step(1), sample.step(2)])
    defer { folder.remove() }
    let next = try EventLines().line(sample.step(3))
    let again = try EventLines().line(sample.step(2))
    try folder.append("{\"event\":\"st\n\n{\"event\":\"other\"}\n\(again)\n\(next)\n{\"event\":\n{\"torn")
    let index = try Self.open(folder)
    #expect(index.rowCount == 3 && index.damagedLines == 4)
    #expect(try index.moment(after: 3).restoration.events.count == 4)
  }

  @Test func `an index that is missing, damaged, old or another run's is rebuilt`() throws {
    var sample = EventSample()
    let events = sample.run(steps: 120)
    let folder = try JournalSample(events)
    defer { folder.remove() }
    let expected = try Self.open(folder).curves(after: 101)
    let saved = try Data(contentsOf: folder.index)
    var old = saved
    old[8] = 77
    var foreign = saved
    foreign[saved.count - 60] ^= 4
    var endless = saved
    endless[saved.count - 20] = 0xFF
    for (name, data) in [
      ("old", old), ("damaged", foreign), ("cut", saved.prefix(saved.count / 2)), ("empty", Data()),
      ("endless", endless), ("lengthened", saved + Data([1])),
    ] {
      try data.write(to: folder.index)
      #expect(try Self.open(folder).curves(after: 101) == expected, "\(name)")
      #expect(try Data(contentsOf: folder.index) == saved, "\(name) is rebuilt")
    }
    for cut in stride(from: 0, to: saved.count, by: saved.count / 40) {
      try saved.prefix(cut).write(to: folder.index)
      #expect(try Self.open(folder).rowCount == 120)
    }
    // Another run's journal of the same length.
    var other = EventSample(seed: 2)
    try folder.write(other.run(steps: 120))
    try saved.write(to: folder.index)
    let index = try Self.open(folder)
    #expect(try index.curves(after: 101) != expected)
  }

  @Test func `an index is updated when its journal grows, also across resumptions`() throws {
    var sample = EventSample()
    let events = sample.run(steps: 260)
    let lines = try events.map { try EventLines().line($0) + "\n" }
    let folder = try JournalSample()
    defer { folder.remove() }
    for part in stride(from: 0, to: lines.count, by: 37) {
      try folder.append(lines[part..<min(part + 37, lines.count)].joined())
      _ = try Self.open(folder)
    }
    let grown = try Self.open(folder)
    try FileManager.default.removeItem(at: folder.index)
    let made = try Self.open(folder)
    #expect(grown.rowCount == 260 && grown.notes == made.notes && grown.evaluations == made.evaluations)
    #expect(grown.tail == made.tail && grown.state == made.state && grown.context == made.context)
    for step in [3, 100, 199, 200, 201, 260] {
      #expect(try grown.curves(after: step) == made.curves(after: step))
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.run)
    #expect(names.sorted() == ["events.index", "events.jsonl"], "nothing is left of what was written")
  }

  @Test func `every curve has one column`() {
    #expect(IndexColumns.curves.count == Set(IndexColumns.curves).count)
    #expect(Set(IndexColumns.curves) == Set(StepCurve.allCases), "a new curve needs a new version of IndexColumns")
    #expect(IndexColumns.curves[IndexColumns.seconds] == .seconds)
  }

  @Test func `a scanned step equals the decoded one`() throws {
    var sample = EventSample(seed: 5)
    for step in 1...200 {
      let event = sample.step(step)
      guard case .step(var decoded) = event else { continue }
      decoded.triplets = []
      let line = try EventLines().line(event)
      let scanned = try #require(StepReport(scanning: Array(line.utf8)[...]))
      let (found, expected) = (try EventLines().line(.step(scanned)), try EventLines().line(.step(decoded)))
      #expect(found == expected)
      #expect(StepReport(scanning: Array(line.utf8).dropLast()) == nil)
    }
    let other = try EventLines().line(.evaluating(EvaluationStartedReport(step: 3)))
    #expect(StepReport(scanning: Array(other.utf8)[...]) == nil)
  }
}
