import Foundation
import SiamCore
import SiamInference
import SiamTraining
import Testing

@testable import SiamRuns

/// Queries about the runs in a folder.
@Suite(.timeLimit(.minutes(30))) struct RunLibraryTests {
  /// Calls `body` with a folder with the runs `one` and `two`, and a library whose results arrive one by one.
  private static func withLibrary(
    shown: Set<String> = [], _ body: (URL, RunLibrary, inout AsyncStream<QueryReply>.Iterator) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("siam-library-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var sample = EventSample()
    for name in ["one", "two"] {
      let run = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: run, withIntermediateDirectories: true)
      try Data("{}".utf8).write(to: run.appendingPathComponent("run.json"))
      let lines = try sample.run(steps: 30).map { try EventLines().line($0) + "\n" }
      try Data(lines.joined().utf8).write(to: run.appendingPathComponent("events.jsonl"))
    }
    let (results, replies) = AsyncStream.makeStream(of: QueryReply.self)
    let library = RunLibrary(folder.path, openRuns: Set(shown.map { "\(folder.path)/\($0)" })) { replies.yield($0) }
    var iterator = results.makeAsyncIterator()
    try await body(folder, library, &iterator)
    library.close()
  }

  @Test func `a library lists runs, reads their curves and reports errors`() async throws {
    try await Self.withLibrary(shown: ["./two"]) { folder, library, results in
      library.ask(QueryRequest(number: 1, query: .runs))
      guard case .runs(let listing)? = await results.next()?.result else {
        Issue.record("no listing")
        return
      }
      #expect(listing.folder == folder.path && Set(listing.runs.map(\.name)) == ["one", "two"])
      #expect(listing.shown == [folder.path + "/two"], "whatever path leads there")
      let run = folder.path + "/one"
      library.ask(QueryRequest(number: 2, query: .curves(run: run, written: nil)))
      let reply = await results.next()
      guard reply?.number == 2, case .curves(let curves)? = reply?.result else {
        Issue.record("no curves: \(String(describing: reply))")
        return
      }
      #expect(curves.run == run && curves.loss.last?.step == 30)
      library.ask(QueryRequest(number: 3, query: .curves(run: folder.path + "/none", written: nil)))
      guard case .rejected(.curves, let reason)? = await results.next()?.result else {
        Issue.record("no refusal")
        return
      }
      #expect(reason.contains("none"))
    }
  }

  @Test func `a library deletes a run, but not an open one`() async throws {
    try await Self.withLibrary(shown: ["two"]) { folder, library, _ in
      #expect(throws: RunIsOpenError.self) { try library.remove(folder.path + "/../\(folder.lastPathComponent)/two") }
      try library.remove(folder.path + "/one")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["two"])
      library.markOpen(folder.path + "/one")
      #expect(library.openRuns.count == 2)
      #expect(throws: RunRemovalError.self) { try library.remove(folder.path + "/three") }
    }
  }
}
