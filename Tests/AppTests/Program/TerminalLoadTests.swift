import Foundation
import TestSupport
import Testing

/// The cost and latency of the screen while training uses all cores, compared with the documented limits; for a release
/// build on an idle machine.
///
///     swift build -c release --product siam
///     SIAM_SOAK=1 SIAM_PROGRAM=$PWD/.build/release/siam swift test --filter TerminalLoadTests
@Suite(.alone, .enabled(if: isSoak, "measures time; set SIAM_SOAK=1"), .timeLimit(.minutes(30)))
struct TerminalLoadTests {
  @Test func `a key is drawn soon`() throws {
    try BusyTerminal.withTraining { terminal, _ in
      var milliseconds: [Double] = []
      for number in 0..<300 {
        let start = terminal.count
        let pressed = ContinuousClock.now
        terminal.type("?")
        let seen = try #require(terminal.wait(for: "about this screen", from: start))
        milliseconds.append((seen - pressed) / .milliseconds(1))
        // Escape is recognized once nothing follows it, so the overlay must be gone before the next key is sent.
        let opened = terminal.count
        terminal.type("\u{1B}")
        let closed = terminal.wait(for: "hardest", from: opened)
        try #require(closed != nil)
        usleep(UInt32(100_000 + number * 7919 % 100_000))
      }
      milliseconds.sort()
      let median = milliseconds[milliseconds.count / 2]
      let late = milliseconds[min(milliseconds.count - 1, milliseconds.count * 99 / 100)]
      print("key to screen: median \(median) ms, 99th percentile \(late) ms of \(milliseconds.count)")
      #expect(median < 30 && late < 80)
    }
  }

  @Test func `training updates are drawn at most ten times a second, and cheaply`() throws {
    try BusyTerminal.withTraining { terminal, _ in
      usleep(1_000_000)
      let start = terminal.count
      let before = try #require(try ProcessStatistics.processorSeconds(of: "siam.terminal", in: terminal.process))
      let begin = ContinuousClock.now
      usleep(30_000_000)
      let after = try #require(try ProcessStatistics.processorSeconds(of: "siam.terminal", in: terminal.process))
      let elapsed = (ContinuousClock.now - begin) / .seconds(1)
      let chunks = terminal.chunks(from: start)
      // A drawing may come in several pieces, one right after the other.
      let drawings = zip(chunks, chunks.dropFirst()).count { $1.time - $0.time > .milliseconds(20) } + 1
      let bytes = chunks.reduce(0) { $0 + $1.bytes.count }
      let share = (after - before) / elapsed
      print(
        "drawings: \(Double(drawings) / elapsed) a second, \(bytes / max(1, drawings)) bytes each, "
          + "\(share * 100) % of a core")
      #expect(Double(drawings) <= elapsed * 10 + 2)
      #expect(share < 0.03)
    }
  }

  @Test func `a terminal that hangs costs training no speed`() throws {
    try BusyTerminal.withTraining { terminal, journal in
      // The first evaluation, after step 20, takes memory of its own.
      try journal.waitForStep(30)
      var (reading, stalled) = ([Double](), [Double]())
      // Both are measured alternately, so that other load of the machine affects them equally.
      for turn in 0..<8 {
        if turn % 2 == 0 { reading.append(try journal.stepsPerSecond(over: 10)) }
        terminal.stopReading()
        // Until the device is full and the screen's thread hangs in its write.
        usleep(1_000_000)
        stalled.append(try journal.stepsPerSecond(over: 10))
        terminal.resumeReading()
        usleep(500_000)
        if turn % 2 == 1 { reading.append(try journal.stepsPerSecond(over: 10)) }
      }
      let fast = reading.reduce(0, +) / Double(reading.count)
      let slow = stalled.reduce(0, +) / Double(stalled.count)
      print("steps a second: \(fast) read, \(slow) stalled; by turns \(reading) and \(stalled)")
      #expect(slow > fast * 0.98)
    }
  }
}

/// Limits that hold on a busy machine too.
@Suite(.alone, .timeLimit(.minutes(30))) struct BusyTerminalTests {
  @Test func `an unchanged screen writes nothing`() throws {
    try BusyTerminal.withTraining { terminal, _ in
      let start = terminal.count
      terminal.type(" ")
      let paused = terminal.wait(for: "paused", from: start)
      try #require(paused != nil)
      // Highlights fade out: wait until nothing has been written for two seconds.
      var (last, quiet) = (terminal.count, 0)
      for _ in 0..<600 where quiet < 20 {
        usleep(100_000)
        quiet = terminal.count == last ? quiet + 1 : 0
        last = terminal.count
      }
      try #require(quiet == 20, "it never stops writing")
      usleep(isSoak ? 20_000_000 : 1_000_000)
      #expect(terminal.count == last, "\(terminal.output(from: last).debugDescription)")
    }
  }

  @Test func `a terminal that hangs stops neither training nor, afterwards, the screen`() throws {
    try BusyTerminal.withTraining { terminal, journal in
      // The first evaluation, after step 20, takes memory of its own.
      try journal.waitForStep(30)
      terminal.stopReading()
      // Until the device is full and the screen's thread hangs in its write: more steps than are drawn into it.
      let first = try journal.newestStep().step
      try journal.waitForStep(first + 20)
      let before = try ProcessStatistics.memory(of: terminal.process)
      let count = terminal.count
      try journal.waitForStep(first + (isSoak ? 2_000 : 60))
      #expect(terminal.count == count, "nothing was read")
      let after = try ProcessStatistics.memory(of: terminal.process)
      #expect(after - before < 8 << 20)
      terminal.resumeReading()
      let result = terminal.count
      terminal.type("?")
      let seen = terminal.wait(for: "about this screen", from: result)
      #expect(seen != nil, "the screen did not continue")
    }
  }
}

/// A training run on a terminal that uses all cores.
enum BusyTerminal {
  static func withTraining(_ body: (ProgramOnTerminal, GrowingJournal) throws -> Void) throws {
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    // A debug build takes seconds for a whole batch.
    let small = isSoak ? [] : ["--batch-classes", "8", "--batch-images", "4", "--episodes", "20"]
    let terminal = try ProgramOnTerminal(
      ["train", "--run", "run", "--steps", "1000000", "--evaluate-every", "1000000"] + small, in: folder)
    defer { terminal.close() }
    let begin = terminal.wait(for: "● training")
    try #require(begin != nil)
    try body(terminal, GrowingJournal(url: folder.appendingPathComponent("run/events.jsonl")))
  }
}

/// The journal of a run in training.
struct GrowingJournal {
  let url: URL

  struct Step: Decodable {
    var step: Int
    var seconds: Double
    var spread: Double
  }

  /// Measures steps per second over a period, from the newest steps in the journal before and after and their times.
  func stepsPerSecond(over seconds: Double) throws -> Double {
    let first = try newestStep()
    usleep(UInt32(seconds * 1e6))
    let last = try newestStep()
    try #require(last.seconds - first.seconds > seconds / 2, "training stood still")
    return Double(last.step - first.step) / (last.seconds - first.seconds)
  }

  func waitForStep(_ step: Int) throws {
    for _ in 0..<2_400 {
      if let newest = try? lastStep(), newest.step >= step { return }
      usleep(100_000)
    }
    try #require(Bool(false), "step \(step) was never taken")
  }

  func newestStep() throws -> Step { try #require(try lastStep()) }

  /// The newest step in the journal's last lines. Reading the whole journal would slow down a long training run.
  private func lastStep() throws -> Step? {
    let file = try FileHandle(forReadingFrom: url)
    defer { try? file.close() }
    let end = try file.seekToEnd()
    try file.seek(toOffset: end > 32_768 ? end - 32_768 : 0)
    let lines = try (file.readToEnd() ?? Data()).split(separator: UInt8(ascii: "\n"))
    return lines.reversed().lazy.compactMap { try? JSONDecoder().decode(Step.self, from: $0) }.first
  }
}
