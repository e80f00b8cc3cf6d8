import Foundation
import SiamExport
import SiamMessages
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

  private static func csv(_ history: RunHistory, _ words: [String] = []) throws -> String {
    var text = ""
    try ScalarTable(history, naming: words).forEachLine { text += $0 }
    return text
  }

  @Test func `what was told of steps that were taken again is left out`() throws {
    let found = try Self.history(SampleEvents.resumedRun) { try Self.events($0) }
    let whole = SampleEvents.resumedRun
    #expect(found == Array(whole[0..<3] + whole[6...]))
  }

  @Test func `of several resumptions the one that goes back farthest counts for what came before it`() throws {
    let (step, resumed) = (SampleEvents.step(_:loss:), SampleEvents.resumed)
    let events = [
      step(1, 0), step(2, 0), step(3, 0), resumed(2), step(3, 1), resumed(1), step(2, 2), resumed(2), step(3, 3),
    ]
    let found = try Self.history(events) { try Self.events($0) }
    #expect(found == [step(1, 0), resumed(2), resumed(1), step(2, 2), resumed(2), step(3, 3)])
  }

  @Test func `lines that hold no event, or no end, are passed over`() throws {
    let found = try Self.history(
      [SampleEvents.step(1)], then: "garbage\n{\"event\":\"sung\"}\n{\"event\":\"step\",\"st"
    ) {
      try Self.events($0)
    }
    #expect(found == [SampleEvents.step(1)])
  }

  @Test func `a first line that is damaged hides no scalar`() throws {
    let folder = try SampleEvents.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let line = try EventLines().line(SampleEvents.step(2))
    try Data("\(line.dropLast(5))\n\(line)\n".utf8).write(to: folder.appendingPathComponent("events.jsonl"))
    #expect(try RunHistory(run: folder.path).scalarNames.count == 13)
  }

  @Test func `a run that isn't there is refused in a line`() throws {
    let error = #expect(throws: ExportError.self) { try RunHistory(run: "/nowhere") }
    let reason = "No such file or directory"
    #expect(error?.description == "/nowhere/events.jsonl: can't be read (\(reason)); give a run's folder")
  }

  @Test func `training began its training time before the journal's last change`() throws {
    let seconds = try Self.history(SampleEvents.resumedRun) { $0.began.timeIntervalSinceNow }
    #expect(abs(seconds + 1.5) < 1)
  }

  @Test func `a line a step, a column a scalar, empty where nothing was told`() throws {
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

  @Test func `a scalar by its own name alone`() throws {
    let text = try Self.history(SampleEvents.resumedRun) { try Self.csv($0, ["pairs/eer"]) }
    #expect(text == "step,pairs/eer\n6,0.125\n")
  }

  @Test func `all scalars where none is named`() throws {
    let text = try Self.history([SampleEvents.step(1)]) { try Self.csv($0) }
    let lines = text.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(lines.count == 2 && lines[0].count == 14 && lines[1].count == 14)
    #expect(lines[1] == "1,0.5,0.25,1.5,0.125,1.0,2.0,3.0,0.2,0.002,0.75,0.5,9.0,800.0".split(separator: ","))
  }

  @Test func `a scalar that was never told is refused with those that were`() throws {
    let error = try Self.history([SampleEvents.evaluation(3)]) { history in
      #expect(throws: ExportError.self) { try ScalarTable(history, naming: ["loss", "los"]) }
    }
    #expect(
      error?.description.hasPrefix("the run has no scalar los; it has accuracy/validation-5-way-1-shot, ") == true)
  }
}
