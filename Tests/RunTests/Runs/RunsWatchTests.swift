import Foundation
import SiamCore
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// Repeated listing of a folder of runs.
@Suite struct RunsWatchTests {
  private static func date(_ journal: String, _ second: Int) throws {
    let date = Date(timeIntervalSince1970: 1_790_000_000 + Double(second))
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: journal)
  }

  /// Replaces text in a journal without changing its size.
  private static func change(_ journal: String, from old: String, to new: String) throws {
    let text = try String(contentsOfFile: journal, encoding: .utf8)
    #expect(text.contains(old) && old.count == new.count)
    try text.replacingOccurrences(of: old, with: new).write(toFile: journal, atomically: false, encoding: .utf8)
  }

  @Test func `only changed runs are read again`() throws {
    try WrittenRun.inFolder { runs in
      for name in ["a", "b"] { try WrittenRun.leave(name, in: runs, [WrittenRun.step(1), WrittenRun.finished(1)]) }
      let journal = runs.path + "/a/events.jsonl"
      try Self.date(journal, 0)
      var watch = RunsWatch(RunsFolder(runs.path))
      let first = try watch.summaries()
      #expect(first.map(\.metrics.loss) == [0.5, 0.5])
      try Self.change(journal, from: #""loss":0.5"#, to: #""loss":0.7"#)
      try Self.date(journal, 0)
      #expect(try watch.summaries() == first, "it looks the same, so it was not read")
      try Self.date(journal, 1)
      let losses = try watch.summaries().reduce(into: [:]) { $0[$1.name] = $1.metrics.loss }
      #expect(losses == ["a": 0.7, "b": 0.5])
    }
  }

  @Test func `a run that ends silently, appears or disappears is noticed`() throws {
    try WrittenRun.inFolder { runs in
      let folder = try WrittenRun.write("a", in: runs, [WrittenRun.step(1)])
      var watch = RunsWatch(RunsFolder(runs.path))
      #expect(try watch.summaries().map(\.state) == [.running])
      folder.close()
      #expect(try watch.summaries().map(\.state) == [.crashed])
      try WrittenRun.leave("b", in: runs, [WrittenRun.finished(0)])
      #expect(try watch.summaries().count == 2)
      try FileManager.default.removeItem(at: runs.appendingPathComponent("a"))
      #expect(try watch.summaries().map(\.name) == ["b"])
    }
  }
}
