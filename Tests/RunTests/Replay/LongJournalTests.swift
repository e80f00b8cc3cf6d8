import SiamCanvas
import Foundation
import SiamFiles
import SiamCore
import TestSupport
import Testing

@testable import SiamRuns
@testable import SiamScreens

/// A long journal with an index opens and seeks as fast as a short one. The test uses ten million steps
/// with `SIAM_SOAK=1`.
@Suite(.timeLimit(.minutes(60))) struct LongJournalTests {

  /// The memory use of this process, in bytes.
  private static func resident() throws -> Int {
    let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
    return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// Writes a journal whose lines differ mainly in their step.
  private static func write(_ steps: Int, to folder: JournalSample) throws {
    var sample = EventSample()
    try folder.write([sample.started])
    guard case .step(let report) = sample.step(1) else { return }
    var short = report
    (short.positiveHistogram, short.negativeHistogram, short.triplets) = ([3, 4, 2, 1], [0, 2, 5, 9], [])
    let parts = try EventLines().line(.step(short)).components(separatedBy: "\"step\":1,")
    let evaluation = try sample.evaluations(1).map { try EventLines().line($0) + "\n" }.joined()
    let file = try FileHandle(forWritingTo: folder.journal)
    try file.seekToEnd()
    var text = ""
    for step in 1...steps {
      text += "\(parts[0])\"step\":\(step),\(parts[1])\n"
      if step % 1000 == 0 { text += evaluation.replacingOccurrences(of: "\"step\":1,", with: "\"step\":\(step),") }
      if step % 5000 == 0 || step == steps {
        try file.write(contentsOf: Data(text.utf8))
        text = ""
      }
    }
    try file.close()
  }

  @Test func `a long journal opens and seeks quickly`() throws {
    let steps = isSoak ? 10_000_000 : 20_000
    let folder = try JournalSample()
    defer { folder.remove() }
    try Self.write(steps, to: folder)
    let clock = ContinuousClock()
    var reports = 0
    let made = try clock.measure {
      let index = try JournalIndex.open(folder.run) { _ in reports += 1 }
      #expect(index.rowCount == steps)
    }
    #expect(reports > 0, "progress is reported")
    let before = try Self.resident()
    var index: JournalIndex?
    let opened = try clock.measure { index = try JournalIndex.open(folder.run) }
    let open = try #require(index)
    #expect(open.rowCount == steps && open.evaluations.count == steps / 1000 * 2)
    var jumps = Duration.zero
    for step in [steps / 3, steps, 17] {
      let spent = try clock.measure {
        let moment = try open.moment(after: step)
        #expect(moment.step == step && moment.restoration.curves[.loss].count == step)
      }
      jumps = max(jumps, spent)
    }
    let grown = try Self.resident() - before
    if isSoak {
      print("ten million: made in \(made), opened in \(opened), a jump in \(jumps), \(grown >> 20) MB more")
      #expect(opened < .seconds(2))
    }
    #expect(grown < 400 << 20, "\(grown >> 20) MB")
  }
}
