import SiamCanvas
import Foundation
import SiamCore
import Testing

@testable import SiamRuns
@testable import SiamScreens

/// A run's curves, thinned to a few hundred points.
@Suite struct RunCurvesTests {
  @Test(arguments: [3, 400, 3_000])
  func `curves read from the journal equal those of the running run`(steps: Int) throws {
    var sample = EventSample()
    let events = sample.run(steps: steps)
    let folder = try JournalSample(events)
    defer { folder.remove() }
    var model = Model(width: 120, height: 40)
    for event in events { _ = update(&model, .event(event)) }

    let curves = try RunCurves(ofRun: folder.run)
    #expect(curves.run == folder.run && !curves.loss.isEmpty && curves.loss.count <= RunCurves.maxPoints)
    #expect(curves.loss.count >= min(steps, RunCurves.maxPoints) * 9 / 10)
    #expect(curves.loss.map(\.step) == curves.loss.map(\.step).sorted())
    // The run repeated some steps; the curves have the second occurrence.
    let (loss, shownLoss) = (curves.loss.last?.value ?? 0, Float(model.curves.loss.smooth ?? 1))
    #expect(abs(loss - shownLoss) < 1e-5)
    #expect(curves.loss.allSatisfy { abs($0.seconds - Double($0.step) * 0.123) < 0.123 * Double(steps) / 400 + 1e-9 })

    let setting = try #require(sample.recipe.evaluation.settings.last)
    let shown = model.accuracies.first { $0.setting == setting }
    #expect(curves.setting == shown?.setting && curves.accuracy.count == (shown?.accuracy.count ?? 0))
    #expect(curves.accuracy.last?.value == shown?.latest.accuracy && curves.accuracy.allSatisfy { $0.step % 20 == 0 })
  }

  @Test func `reading can be cancelled, and a folder that is not a run is reported`() throws {
    var sample = EventSample()
    let folder = try JournalSample(sample.run(steps: 40))
    defer { folder.remove() }
    #expect(throws: CancellationError.self) { try RunCurves(ofRun: folder.run) { true } }
    #expect(throws: ReplayError.self) { try RunCurves(ofRun: "/nowhere") }
    try folder.write([sample.started])
    let curves = try RunCurves(ofRun: folder.run)
    #expect(curves.loss.isEmpty && curves.accuracy.isEmpty && curves.setting == nil)
  }
}
