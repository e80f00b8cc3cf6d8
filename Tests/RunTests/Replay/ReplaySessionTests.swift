import Foundation
import SiamMessages
import Testing

@testable import SiamReplay
@testable import SiamScreens

/// A replay's session: what it tells, and what it does when asked.
@Suite(.timeLimit(.minutes(30))) struct ReplaySessionTests {
  /// Plays a sample's run; `body` sees the front end after each message, and may ask the session.
  private static func play(
    _ folder: JournalSample, speed: ReplaySpeed = .unlimited,
    _ body: (Message, Model, ReplaySession) throws -> Void
  ) async throws -> Model {
    let session = ReplaySession(folder.run, speed: speed)
    var model = Model(width: 120, height: 40)
    var failure: (any Error)?
    try await session.play(checkpoints: [100, 400, 9_999]) { message in
      for case .replay(let command) in update(&model, message) { session.send(command) }
      do { try body(message, model, session) } catch { failure = error }
      if failure != nil { session.close() }
    }
    if let failure { throw failure }
    return model
  }

  @Test func `it tells what holds, to the end, and goes where it is asked to`() async throws {
    var sample = EventSample()
    let folder = try JournalSample(sample.run(steps: 400))
    defer { folder.remove() }
    var (steps, ends): ([Int], Int) = ([], 0)
    let model = try await Self.play(folder) { message, model, session in
      switch message {
      case .replaying(let report):
        #expect(report.steps == 400 && report.checkpoints == [100, 400] && report.changes == [90, 180, 270, 360])
      case .event(.step(let report)): steps.append(report.step)
      case .replayEnded:
        ends += 1
        if ends == 1 {
          #expect(steps == Array(1...400), "what was taken again is told once")
          // Of two the newer counts.
          session.send(.seek(step: 7))
          session.send(.seek(step: 390))
          session.send(.play(true))
        } else {
          session.close()
        }
      case .restored(let restoration):
        #expect(restoration.asked == 390)
        steps = []
      default: break
      }
    }
    #expect(ends == 2 && steps == Array(391...400))
    #expect(model.step == 400 && model.phase == .finished && model.curves.loss.count == 400)
  }

  @Test func `it keeps the run's pace, or another`() async throws {
    var sample = EventSample()
    let folder = try JournalSample([sample.started] + (1...11).map { sample.step($0) })
    defer { folder.remove() }
    let clock = ContinuousClock()
    let start = clock.now
    _ = try await Self.play(folder, speed: .times(5)) { message, _, session in
      if message == .replayEnded { session.close() }
    }
    // Ten steps of 0.123 s, five times faster; how much longer it takes is the machine's matter.
    #expect(clock.now - start >= .milliseconds(240))
  }

  @Test func `a jump while it waits for a step is made at once`() async throws {
    var sample = EventSample()
    // The second step is due a day after the first: without the jump the test would never end.
    let folder = try JournalSample([sample.started, sample.step(1), sample.step(10_000)])
    defer { folder.remove() }
    var hasJumped = false
    _ = try await Self.play(folder, speed: .times(0.01)) { message, model, session in
      if case .event(.step) = message, model.step == 1 { session.send(.seek(step: 10_000)) }
      if case .restored = message {
        hasJumped = true
        session.close()
      }
    }
    #expect(hasJumped)
  }

  @Test func `a folder without a journal, or one without a step, is refused in a line`() async throws {
    let empty = try JournalSample([EventSample().started])
    defer { empty.remove() }
    await #expect(throws: ReplayError.empty(empty.run)) { _ = try await Self.play(empty) { _, _, _ in } }
    let gone = try JournalSample()
    gone.remove()
    let error = await #expect(throws: ReplayError.self) { _ = try await Self.play(gone) { _, _, _ in } }
    #expect(error?.description.contains("events.jsonl: can't be read (No such file or directory)") == true)
  }
}
