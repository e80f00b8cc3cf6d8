import SiamCanvas
import Foundation
import SiamCore
import Testing

@testable import SiamRuns
@testable import SiamScreens

/// The events and commands of a replay session.
@Suite(.timeLimit(.minutes(30))) struct ReplaySessionTests {
  /// Replays a sample's run; `body` receives the front end's model after each event, and can send commands.
  private static func play(
    _ folder: JournalSample, speed: ReplaySpeed = .unlimited,
    _ body: (Message, Model, ReplaySession) throws -> Void
  ) async throws -> Model {
    let session = ReplaySession(folder.run, speed: speed)
    var model = Model(width: 120, height: 40)
    var failure: (any Error)?
    try await session.play(checkpoints: [100, 400, 9_999]) { event in
      let message = Message(event)
      for case .replay(let command) in update(&model, message) { session.send(command) }
      do { try body(message, model, session) } catch { failure = error }
      if failure != nil { session.close() }
    }
    if let failure { throw failure }
    return model
  }

  @Test func `a replay emits all valid events to the end, and seeks`() async throws {
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
          #expect(steps == Array(1...400), "repeated steps are emitted once")
          // Of two seeks the latest one is made.
          session.send(.seek(step: 7))
          session.send(.seek(step: 390))
          session.send(.play(true))
        } else {
          session.close()
        }
      case .restored(let restoration):
        #expect(restoration.requestedStep == 390)
        steps = []
      default: break
      }
    }
    #expect(ends == 2 && steps == Array(391...400))
    #expect(model.step == 400 && model.phase == .finished && model.curves.loss.count == 400)
  }

  @Test func `a replay plays at the run's speed or another`() async throws {
    var sample = EventSample()
    let folder = try JournalSample([sample.started] + (1...11).map { sample.step($0) })
    defer { folder.remove() }
    let clock = ContinuousClock()
    let start = clock.now
    _ = try await Self.play(folder, speed: .times(5)) { message, _, session in
      if message == .replayEnded { session.close() }
    }
    // Ten steps of 0.123 s at five times the speed; the test sets no upper limit, which would depend on the machine.
    #expect(clock.now - start >= .milliseconds(240))
  }

  @Test func `a seek interrupts the wait for a step`() async throws {
    var sample = EventSample()
    // The second step is due a day after the first: without the seek the test would never end.
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

  @Test func `a missing journal and one without steps are reported in one line`() async throws {
    let empty = try JournalSample([EventSample().started])
    defer { empty.remove() }
    await #expect(throws: ReplayError.empty(empty.run)) { _ = try await Self.play(empty) { _, _, _ in } }
    let missing = try JournalSample()
    missing.remove()
    let error = await #expect(throws: ReplayError.self) { _ = try await Self.play(missing) { _, _, _ in } }
    #expect(error?.description.contains("events.jsonl: can't be read (no such file or directory)") == true)
  }
}
