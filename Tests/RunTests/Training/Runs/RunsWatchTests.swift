import Foundation
import SiamMessages
import Testing

@testable import SiamTraining

/// A folder of runs that is looked at again and again.
@Suite struct RunsWatchTests {
  private static func date(_ journal: String, _ second: Int) throws {
    let date = Date(timeIntervalSince1970: 1_790_000_000 + Double(second))
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: journal)
  }

  /// Writes another loss into a journal of the same size.
  private static func change(_ journal: String, from old: String, to new: String) throws {
    let text = try String(contentsOfFile: journal, encoding: .utf8)
    #expect(text.contains(old) && old.count == new.count)
    try text.replacingOccurrences(of: old, with: new).write(toFile: journal, atomically: false, encoding: .utf8)
  }

  @Test func `only what has changed is read again`() throws {
    try WrittenRun.inFolder { runs in
      for name in ["a", "b"] { try WrittenRun.leave(name, in: runs, [WrittenRun.step(1), WrittenRun.finished(1)]) }
      let journal = runs.path + "/a/events.jsonl"
      try Self.date(journal, 0)
      var watch = RunsWatch(RunsFolder(runs.path))
      let first = try watch.summaries()
      #expect(first.map(\.figures.loss) == [0.5, 0.5])
      try Self.change(journal, from: #""loss":0.5"#, to: #""loss":0.7"#)
      try Self.date(journal, 0)
      #expect(try watch.summaries() == first, "it looks the same, so it was not read")
      try Self.date(journal, 1)
      let losses = try watch.summaries().reduce(into: [:]) { $0[$1.name] = $1.figures.loss }
      #expect(losses == ["a": 0.7, "b": 0.5])
    }
  }

  @Test func `a run that ends without a word, comes or goes is noticed`() throws {
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
