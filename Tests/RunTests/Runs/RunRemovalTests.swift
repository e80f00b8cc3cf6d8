import Foundation
import SiamCore
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

@Suite struct RunRemovalTests {
  private static let manager = FileManager.default

  /// Calls `body` with four runs, named from oldest to newest: crashed, finished, stopped and running.
  private static func inRuns(_ body: (URL) throws -> Void) throws {
    try WrittenRun.inFolder { runs in
      try WrittenRun.leave("a-crashed", in: runs, [WrittenRun.step(1)])
      try WrittenRun.leave("b-finished", in: runs, [WrittenRun.finished(1)])
      try WrittenRun.leave("c-stopped", in: runs, [WrittenRun.finished(1, complete: false)])
      let running = try WrittenRun.write("d-running", in: runs, [WrittenRun.step(1)])
      try manager.createDirectory(atPath: runs.path + "/notes", withIntermediateDirectories: true)
      for (number, name) in ["a-crashed", "b-finished", "c-stopped", "d-running"].enumerated() {
        let url = runs.appendingPathComponent(name)
        var description = try RunDescription(in: url)
        description.started = Instant(Date(timeIntervalSince1970: 1e9 + Double(number)))
        try description.json().write(to: url.appendingPathComponent("run.json"))
        try WrittenRun.addCheckpoints([1, 2, 3], bytes: 1000, to: url)
      }
      try body(runs)
      running.close()
    }
  }

  private static func names(_ runs: URL, _ change: (inout RunSelection) -> Void = { _ in }) throws -> [String] {
    try removals(runs, change).map(\.run.name)
  }

  private static func removals(_ runs: URL, _ change: (inout RunSelection) -> Void) throws -> [RunRemoval] {
    var selection = RunSelection()
    change(&selection)
    return selection.removals(among: try RunsFolder(runs.path).summaries())
  }

  @Test func `a selected run meets all criteria and is not running`() throws {
    try Self.inRuns { runs in
      let all = try Self.names(runs)
      #expect(all == ["c-stopped", "b-finished", "a-crashed"])
      let crashed = try Self.names(runs) { $0.onlyCrashed = true }
      #expect(crashed == ["a-crashed"])
      let old = try Self.names(runs) { $0.newestCount = 3 }
      #expect(old == ["a-crashed"], "the running one is the newest")
      let none = try Self.names(runs) { ($0.newestCount, $0.onlyCrashed) = (4, true) }
      #expect(none.isEmpty)
      let journal = runs.path + "/b-finished/events.jsonl"
      try Self.manager.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -9e5)], ofItemAtPath: journal)
      let untouched = try Self.names(runs) { $0.writtenBefore = Date(timeIntervalSinceNow: -86_400) }
      #expect(untouched == ["b-finished"])
    }
  }

  @Test func `a run is removed completely, but not the targets of links in it`() throws {
    try Self.inRuns { runs in
      let outside = runs.path + "-outside"
      try Self.manager.createDirectory(atPath: outside, withIntermediateDirectories: true)
      defer { try? Self.manager.removeItem(atPath: outside) }
      try Data("outside".utf8).write(to: URL(fileURLWithPath: outside + "/file"))
      try Self.manager.createSymbolicLink(atPath: runs.path + "/a-crashed/out", withDestinationPath: outside)
      let removal = try #require(try Self.removals(runs) { $0.onlyCrashed = true }.first)
      #expect(removal.bytes == RunSummary(of: removal.run.path).size.bytes)
      try removal.remove()
      #expect(!Self.manager.fileExists(atPath: removal.run.path))
      #expect(Self.manager.fileExists(atPath: outside + "/file"))
      #expect(try Self.manager.contentsOfDirectory(atPath: runs.path).count == 4)
    }
  }

  @Test func `a run that is being written is not removed`() throws {
    try Self.inRuns { runs in
      let removal = try #require(try Self.removals(runs) { $0.onlyCrashed = true }.first)
      let resumed = try RunFolder(resuming: URL(fileURLWithPath: removal.run.path))
      #expect(throws: RunRemovalError.running(removal.run.path)) { try removal.remove() }
      #expect(Self.manager.fileExists(atPath: removal.run.path + "/checkpoints/step-000001.safetensors"))
      resumed.close()
      try removal.remove()
    }
  }

  @Test func `a link to a run and a folder that is not a run are never removed`() throws {
    try Self.inRuns { runs in
      let link = runs.path + "/z-link"
      try Self.manager.createSymbolicLink(atPath: link, withDestinationPath: runs.path + "/b-finished")
      let chosen = try Self.names(runs)
      #expect(!chosen.contains("z-link") && !chosen.contains("notes"))
      for path in [link, runs.path + "/notes"] {
        #expect(throws: RunRemovalError.notARun(path)) { try RunRemoval(wholeRun: RunSummary(of: path)).remove() }
      }
      #expect(Self.manager.fileExists(atPath: link + "/run.json"))
    }
  }

  @Test func `only step checkpoints are removed, and the last one remains`() throws {
    try Self.inRuns { runs in
      let removals = try Self.removals(runs) { $0.onlyCheckpoints = true }
      #expect(removals.map(\.run.name) == ["c-stopped", "b-finished", "a-crashed"])
      #expect(removals.allSatisfy { $0.bytes == 2000 }, "the third is last's file too")
      for removal in removals { try removal.remove() }
      for name in removals.map(\.run.path) {
        #expect(try Self.manager.contentsOfDirectory(atPath: name + "/checkpoints") == ["last.safetensors"])
        #expect(Self.manager.fileExists(atPath: name + "/events.jsonl"))
      }
      #expect(try Self.manager.contentsOfDirectory(atPath: runs.path + "/d-running/checkpoints").count == 4)
      let again = try Self.names(runs) { $0.onlyCheckpoints = true }
      #expect(again.isEmpty)
    }
  }

  @Test func `checkpoints are not removed without a last one`() throws {
    try Self.inRuns { runs in
      try Self.manager.removeItem(atPath: runs.path + "/a-crashed/checkpoints/last.safetensors")
      let names = try Self.names(runs) { $0.onlyCheckpoints = true }
      #expect(names == ["c-stopped", "b-finished"])
    }
  }
}
