import SiamCanvas
import Foundation
import SiamCore
import SiamScreens
import Testing

@testable import SiamApp

/// The runtime of a screen without a terminal, and the effects it performs.
@Suite struct AppRuntimeTests {
  private let runtime = AppRuntime(runs: "/nowhere/at/all")

  private func perform(_ effects: Effect...) { EffectRunner(runtime: runtime, sessions: runtime.sessions).run(effects) }

  @Test func `leaving stops a run that begins afterwards`() {
    #expect(runtime.leaving == nil && !runtime.isOver)
    perform(.leave(save: true))
    #expect(runtime.leaving == true && runtime.isOver)
    let session = RecordingSession()
    runtime.sessions.attach(training: session)
    #expect(session.commands == [.stop])
  }

  @Test func `a run that could not begin ends the screen with its error`() {
    runtime.fail(CommandFailure(message: "no data", status: 66))
    #expect(runtime.leaving == true)
    #expect(throws: CommandFailure.self) { try runtime.outcome.report() }
  }

  @Test func `a changed model is returned once`() {
    #expect(runtime.newestModel(always: false) == nil)
    runtime.receive(.resized(width: 120, height: 40))
    #expect(runtime.newestModel(always: false)?.width == 120)
    #expect(runtime.newestModel(always: false) == nil)
    #expect(runtime.newestModel(always: true)?.width == 120)
  }

  @Test func `the frame rate stays within its range`() {
    perform(.setMaxFrameRate(timesASecond: 1_000))
    #expect(runtime.frameInterval == .seconds(1) / 30)
    perform(.setMaxFrameRate(timesASecond: 0))
    #expect(runtime.frameInterval == .seconds(1))
  }

  @Test func `a visit is handed out once`() {
    perform(.visit(run: "runs/a", .end))
    #expect(runtime.nextVisit() == VisitRequest(run: "runs/a", start: .end))
    #expect(runtime.nextVisit() == nil)
  }

  @Test func `the outcome is that of the training run, not of a replay`() throws {
    let finished = TrainingEvent.finished(FinishedReport(step: 20, complete: true, seconds: 2, imagesPerSecond: 1))
    runtime.receive(.event(finished))
    #expect(runtime.outcome.finished == nil)
    runtime.receive(training: finished)
    #expect(runtime.outcome.finished?.step == 20 && runtime.outcome.summary == nil, "it has no folder yet")
    runtime.receive(training: .failed(FailedReport(step: 9, message: "loss is NaN")))
    #expect(runtime.outcome.runFailure == "loss is NaN")
  }

  @Test func `the summary has the result and the folder`() {
    var outcome = RunOutcome()
    outcome.folder = "/runs/one"
    outcome.record(.finished(FinishedReport(step: 20, complete: false, seconds: 2, imagesPerSecond: 1)))
    #expect(outcome.summary == "siam: stopped after 20 steps\nSaved in /runs/one")
  }

  @Test(.timeLimit(.minutes(5))) func `a screen is saved to a file`() async throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    perform(.saveScreen(as: .text, path: file.path))
    while !FileManager.default.fileExists(atPath: file.path) { try await Task.sleep(for: .milliseconds(5)) }
    #expect(try !String(contentsOf: file, encoding: .utf8).isEmpty)
  }

  @Test(.timeLimit(.minutes(5))) func `a query about runs comes back as a message`() async throws {
    perform(.ask(number: 1, .runs))
    // The folder does not exist, and the model gets the error.
    while runtime.newestModel(always: false) == nil { try await Task.sleep(for: .milliseconds(5)) }
  }
}
