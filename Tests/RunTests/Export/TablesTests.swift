import Foundation
import SiamExport
import SiamCore
import Testing

/// A run's journal, and its scalars as CSV.
@Suite struct TablesTests {
  private static func history<Result>(
    _ events: [TrainingEvent], then rest: String = "", _ body: (RunHistory) throws -> Result
  ) throws -> Result {
    let folder = try SampleEvents.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try SampleEvents.write(events, then: rest, in: folder)
    return try body(try RunHistory(run: folder.path))
  }

  private static func events(_ history: RunHistory) throws -> [TrainingEvent] {
    var events: [TrainingEvent] = []
    try history.forEach { events.append($0) }
    return events
  }

  private static func csv(_ history: RunHistory, _ filters: [String] = []) throws -> String {
    var text = ""
    try ScalarTable(history, naming: filters).forEachLine { text += $0 }
    return text
  }

  @Test func `events of repeated steps are skipped`() throws {
    let found = try Self.history(SampleEvents.resumedRun) { try Self.events($0) }
    let whole = SampleEvents.resumedRun
    #expect(found == Array(whole[0..<3] + whole[6...]))
  }

  @Test func `of several resumptions the one to the earliest step decides`() throws {
    let (step, resumed) = (SampleEvents.step(_:loss:), SampleEvents.resumed)
    let events = [
      step(1, 0), step(2, 0), step(3, 0), resumed(2), step(3, 1), resumed(1), step(2, 2), resumed(2), step(3, 3),
    ]
    let found = try Self.history(events) { try Self.events($0) }
    #expect(found == [step(1, 0), resumed(2), resumed(1), step(2, 2), resumed(2), step(3, 3)])
  }

  @Test func `invalid and truncated lines are skipped`() throws {
    let found = try Self.history(
      [SampleEvents.step(1)], then: "garbage\n{\"event\":\"sung\"}\n{\"event\":\"step\",\"st"
    ) {
      try Self.events($0)
    }
    #expect(found == [SampleEvents.step(1)])
  }

  @Test func `a damaged first line hides no scalar`() throws {
    let folder = try SampleEvents.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let line = try EventLines().line(SampleEvents.step(2))
    try Data("\(line.dropLast(5))\n\(line)\n".utf8).write(to: folder.appendingPathComponent("events.jsonl"))
    #expect(try RunHistory(run: folder.path).scalarNames.count == 13)
  }

  @Test func `a missing run is reported in one line`() throws {
    let error = #expect(throws: ExportError.self) { try RunHistory(run: "/nowhere") }
    let reason = "no such file or directory"
    #expect(error?.description == "/nowhere/events.jsonl: can't be read (\(reason)); give a run's folder")
  }

  @Test func `training began its duration before the journal's last change`() throws {
    let seconds = try Self.history(SampleEvents.resumedRun) { $0.startDate.timeIntervalSinceNow }
    #expect(abs(seconds + 1.5) < 1)
  }

  @Test func `a table has a row per step, a column per scalar and empty fields for missing values`() throws {
    let text = try Self.history(SampleEvents.resumedRun) { try Self.csv($0, ["loss", "accuracy"]) }
    #expect(
      text == """
        step,loss/training,accuracy/validation-5-way-1-shot,loss/held-out,accuracy/validation-20-way-1-shot
        1,9.0,,,
        2,9.0,,,
        3,9.0,,,
        4,4.0,,,
        5,5.0,,,
        6,6.0,0.75,0.0625,0.75

        """)
  }

  @Test func `a scalar is selected by its full name`() throws {
    let text = try Self.history(SampleEvents.resumedRun) { try Self.csv($0, ["pairs/eer"]) }
    #expect(text == "step,pairs/eer\n6,0.125\n")
  }

  @Test func `without filters all scalars are written`() throws {
    let text = try Self.history([SampleEvents.step(1)]) { try Self.csv($0) }
    let lines = text.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(lines.count == 2 && lines[0].count == 14 && lines[1].count == 14)
    #expect(lines[1] == "1,0.5,0.25,1.5,0.125,1.0,2.0,3.0,0.2,0.002,0.75,0.5,9.0,800.0".split(separator: ","))
  }

  @Test func `an unknown scalar is rejected with the known ones`() throws {
    let error = try Self.history([SampleEvents.evaluation(3)]) { history in
      #expect(throws: ExportError.self) { try ScalarTable(history, naming: ["loss", "los"]) }
    }
    #expect(
      error?.description.hasPrefix("unknown scalar 'los'; the run has accuracy/validation-5-way-1-shot, ") == true)
  }
}
