import Foundation
import SiamData
import SiamCore
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// Queries about earlier steps of a run, answered with its checkpoints.
@Suite(.timeLimit(.minutes(30))) struct CheckpointSessionTests {
  @Test func `queries use the latest checkpoint up to the step, or report that there is none`() async throws {
    let url = try await TrainedModelTests.trained()
    defer { try? FileManager.default.removeItem(at: url) }
    let checkpoints = RunCheckpoints(in: url.path)
    #expect(checkpoints.steps.last == 6)
    let session = CheckpointSession(checkpoints, dataset: try SmallData.dataset(), step: 100, threads: 1)
    var results = session.results.makeAsyncIterator()
    session.ask(.pairs(PairsQuery(count: 4)), number: 1)
    let pairs = await results.next()?.result.pairs
    #expect(pairs?.step == 6)
    session.seek(to: 0)
    session.ask(.pairs(PairsQuery(count: 4)), number: 2)
    let refusal = await results.next()?.result.refusal
    #expect(refusal?.contains("no checkpoint up to step 0") == true, "\(refusal ?? "")")
    session.ask(.classes, number: 3)
    let classes = await results.next()?.result.classes
    #expect(classes?.classes.map(\.name) == ["bar 6", "bar 7"], "which classes there are needs no network")
    session.close()
    #expect(await results.next() == nil)
  }

  @Test func `a folder without checkpoints lists none`() {
    let checkpoints = RunCheckpoints(in: "/nowhere")
    #expect(checkpoints.steps.isEmpty && checkpoints.newest(upTo: 10) == nil)
  }
}
