import Foundation
import SiamData
import SiamMessages
import Testing

@testable import SiamTraining

/// A run's past answers by the checkpoint of that time.
@Suite(.timeLimit(.minutes(30))) struct LookBackSessionTests {
  @Test func `it answers by the newest checkpoint of the time, or says that there is none`() async throws {
    let url = try await TrainedModelTests.trained()
    defer { try? FileManager.default.removeItem(at: url) }
    let checkpoints = RunCheckpoints(in: url.path)
    #expect(checkpoints.steps.last == 6)
    let session = LookBackSession(checkpoints, dataset: try SmallData.dataset(), step: 100, threads: 1)
    var answers = session.answers.makeAsyncIterator()
    session.ask(.pairs(PairsQuestion(count: 4)), number: 1)
    let pairs = await answers.next()?.answer.pairs
    #expect(pairs?.step == 6)
    session.go(to: 0)
    session.ask(.pairs(PairsQuestion(count: 4)), number: 2)
    let refusal = await answers.next()?.answer.refusal
    #expect(refusal?.contains("no checkpoint is kept of step 0 or before") == true, "\(refusal ?? "")")
    session.ask(.classes, number: 3)
    let classes = await answers.next()?.answer.classes
    #expect(classes?.classes.map(\.name) == ["bar 6", "bar 7"], "which classes there are needs no network")
    session.close()
    #expect(await answers.next() == nil)
  }

  @Test func `a folder without checkpoints has none`() {
    let checkpoints = RunCheckpoints(in: "/nowhere")
    #expect(checkpoints.steps.isEmpty && checkpoints.newest(upTo: 10) == nil)
  }
}
