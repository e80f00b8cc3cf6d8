import Foundation
import SiamCore
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

@Suite struct RunsFolderTests {
  @Test func `runs are listed newest first, and other folders have a problem`() throws {
    try WrittenRun.inFolder { runs in
      let manager = FileManager.default
      for name in ["a", "b", "c"] { try WrittenRun.leave(name, in: runs, [WrittenRun.finished(0)]) }
      for (name, day) in [("a", 20), ("b", 22), ("c", 21)] { try Self.begin(runs.path + "/\(name)", day: day) }
      try manager.createDirectory(atPath: runs.path + "/notes", withIntermediateDirectories: true)
      try manager.createDirectory(atPath: runs.path + "/damaged", withIntermediateDirectories: true)
      try Data("{\"version\":".utf8).write(to: runs.appendingPathComponent("damaged/run.json"))
      try Data("a file".utf8).write(to: runs.appendingPathComponent("README"))
      try manager.createDirectory(atPath: runs.path + "/.hidden", withIntermediateDirectories: true)

      let found = try RunsFolder(runs.path).summaries()
      #expect(found.map(\.name) == ["b", "c", "a", "damaged", "notes"])
      #expect(found.map { $0.state == .finished } == [true, true, true, false, false])
      #expect(found[0].path == runs.path + "/b" && found[0].settings?.data == "bars")
      #expect(found[3].problem?.contains("run.json") == true && found[3].state == nil)
      #expect(found[4].problem?.contains("not a siam run") == true)
    }
  }

  @Test func `a missing folder is reported`() throws {
    #expect(throws: RunsFolderError.notFound("/nowhere/runs")) { try RunsFolder("/nowhere/runs").summaries() }
    let found = try WrittenRun.inFolder { try RunsFolder($0.path).summaries() }
    #expect(found.isEmpty)
  }

  /// Sets the start of a run to a day of November 2026.
  private static func begin(_ run: String, day: Int) throws {
    let url = URL(fileURLWithPath: run)
    var description = try RunDescription(in: url)
    description.started = Instant(try Date("2026-11-\(day)T12:00:00Z", strategy: .iso8601))
    try description.json().write(to: url.appendingPathComponent("run.json"))
  }
}
