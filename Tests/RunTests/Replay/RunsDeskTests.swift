import Foundation
import SiamMessages
import SiamTraining
import Testing

@testable import SiamReplay

/// Whoever answers about the runs of a folder.
@Suite(.timeLimit(.minutes(30))) struct RunsDeskTests {
  /// A folder with the runs `one` and `two`, and a desk whose answers come one by one.
  private static func withDesk(
    shown: Set<String> = [], _ body: (URL, RunsDesk, inout AsyncStream<NumberedAnswer>.Iterator) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("siam-desk-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var sample = EventSample()
    for name in ["one", "two"] {
      let run = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: run, withIntermediateDirectories: true)
      try Data("{}".utf8).write(to: run.appendingPathComponent("run.json"))
      let lines = try sample.run(steps: 30).map { try EventLines().line($0) + "\n" }
      try Data(lines.joined().utf8).write(to: run.appendingPathComponent("events.jsonl"))
    }
    let (answers, replies) = AsyncStream.makeStream(of: NumberedAnswer.self)
    let desk = RunsDesk(folder.path, shown: Set(shown.map { "\(folder.path)/\($0)" })) { replies.yield($0) }
    var iterator = answers.makeAsyncIterator()
    try await body(folder, desk, &iterator)
    desk.close()
  }

  @Test func `it lists the runs, reads their curves, and says what it can't`() async throws {
    try await Self.withDesk(shown: ["./two"]) { folder, desk, answers in
      desk.ask(NumberedQuestion(number: 1, question: .runs))
      guard case .runs(let listing)? = await answers.next()?.answer else {
        Issue.record("no listing")
        return
      }
      #expect(listing.folder == folder.path && Set(listing.runs.map(\.name)) == ["one", "two"])
      #expect(listing.shown == [folder.path + "/two"], "whatever path leads there")
      let run = folder.path + "/one"
      desk.ask(NumberedQuestion(number: 2, question: .curves(run: run, written: nil)))
      let reply = await answers.next()
      guard reply?.number == 2, case .curves(let curves)? = reply?.answer else {
        Issue.record("no curves: \(String(describing: reply))")
        return
      }
      #expect(curves.run == run && curves.loss.last?.step == 30)
      desk.ask(NumberedQuestion(number: 3, question: .curves(run: folder.path + "/none", written: nil)))
      guard case .refused(.curves, let reason)? = await answers.next()?.answer else {
        Issue.record("no refusal")
        return
      }
      #expect(reason.contains("none"))
    }
  }

  @Test func `it deletes a run, but none that is on show`() async throws {
    try await Self.withDesk(shown: ["two"]) { folder, desk, _ in
      #expect(throws: RunOnShow.self) { try desk.remove(folder.path + "/../\(folder.lastPathComponent)/two") }
      try desk.remove(folder.path + "/one")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["two"])
      desk.keep(folder.path + "/one")
      #expect(desk.kept.count == 2)
      #expect(throws: RunRemovalError.self) { try desk.remove(folder.path + "/three") }
    }
  }
}
