import Foundation
import SiamMessages
import TestSupport
import Testing

@testable import SiamReplay
@testable import SiamScreens
@testable import SiamTraining

/// The index of a journal that is cut, grows, or whose index is gone, damaged or old.
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
      // About the ends of lines at every byte, and inside them at some.
      isSoak || end % 8 == 0 || whole[max(0, end - 3)..<min(whole.count, end + 3)].contains(UInt8(ascii: "\n"))
    }
    for end in ends {
      let cut = whole.prefix(end)
      try cut.write(to: folder.journal)
      try? FileManager.default.removeItem(at: folder.index)
      let lines = cut.count { $0 == UInt8(ascii: "\n") }
      let steps = events.prefix(lines).count { if case .step = $0 { true } else { false } }
      let index = try Self.open(folder)
      let told = try index.moment(after: 100).restoration.told
      #expect(index.rowCount == steps && index.damagedLines == 0)
      // Not-a-number is never equal to itself: lines are compared.
      let (found, wanted) = (try told.map(EventLines().line), try events.prefix(lines).map(EventLines().line))
      #expect(found == wanted, "cut at \(end)")
    }
  }

  @Test func `foreign and damaged lines are passed over and counted, a last one is not`() throws {
    var sample = EventSample()
    let folder = try JournalSample([sample.started, sample.step(1), sample.step(2)])
    defer { folder.remove() }
    let next = try EventLines().line(sample.step(3))
    let again = try EventLines().line(sample.step(2))
    try folder.append("{\"event\":\"st\n\n{\"event\":\"other\"}\n\(again)\n\(next)\n{\"event\":\n{\"torn")
    let index = try Self.open(folder)
    #expect(index.rowCount == 3 && index.damagedLines == 4)
    #expect(try index.moment(after: 3).restoration.told.count == 4)
  }

  @Test func `an index that is gone, damaged, old or another's is made again`() throws {
    var sample = EventSample()
    let events = sample.run(steps: 120)
    let folder = try JournalSample(events)
    defer { folder.remove() }
    let wanted = try Self.open(folder).curves(after: 101)
    let kept = try Data(contentsOf: folder.index)
    var old = kept
    old[8] = 77
    var foreign = kept
    foreign[kept.count - 60] ^= 4
    var endless = kept
    endless[kept.count - 20] = 0xFF
    for (name, data) in [
      ("old", old), ("damaged", foreign), ("cut", kept.prefix(kept.count / 2)), ("empty", Data()),
      ("endless", endless), ("lengthened", kept + Data([1])),
    ] {
      try data.write(to: folder.index)
      #expect(try Self.open(folder).curves(after: 101) == wanted, "\(name)")
      #expect(try Data(contentsOf: folder.index) == kept, "\(name) is written again")
    }
    for cut in stride(from: 0, to: kept.count, by: kept.count / 40) {
      try kept.prefix(cut).write(to: folder.index)
      #expect(try Self.open(folder).rowCount == 120)
    }
    // Another journal of the same length.
    var other = EventSample(seed: 2)
    try folder.write(other.run(steps: 120))
    try kept.write(to: folder.index)
    let index = try Self.open(folder)
    #expect(try index.curves(after: 101) != wanted)
  }

  @Test func `an index goes on with a journal that has grown, through resumptions`() throws {
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
    #expect(grown.rowCount == 260 && grown.remarks == made.remarks && grown.evaluations == made.evaluations)
    #expect(grown.tail == made.tail && grown.state == made.state && grown.context == made.context)
    for step in [3, 100, 199, 200, 201, 260] {
      #expect(try grown.curves(after: step) == made.curves(after: step))
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.run)
    #expect(names.sorted() == ["events.index", "events.jsonl"], "nothing is left of what was written")
  }

  @Test func `a scanned step is a decoded one`() throws {
    var sample = EventSample(seed: 5)
    for step in 1...200 {
      let event = sample.step(step)
      guard case .step(var decoded) = event else { continue }
      decoded.triplets = []
      let line = try EventLines().line(event)
      let scanned = try #require(StepReport(scanning: Array(line.utf8)[...]))
      let (found, wanted) = (try EventLines().line(.step(scanned)), try EventLines().line(.step(decoded)))
      #expect(found == wanted)
      #expect(StepReport(scanning: Array(line.utf8).dropLast()) == nil)
    }
    let other = try EventLines().line(.evaluating(EvaluatingReport(step: 3)))
    #expect(StepReport(scanning: Array(other.utf8)[...]) == nil)
  }
}
