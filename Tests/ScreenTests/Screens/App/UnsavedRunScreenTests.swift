import SiamCanvas
import SiamCore
import Testing

@testable import SiamScreens

/// The end of a run that could not be written, on the screen.
@Suite struct UnsavedRunScreenTests {
  @Test(arguments: [(80, 24), (120, 40)]) func `a run that isn't saved is not shown as finished`(
    _ width: Int, _ height: Int
  ) {
    var stage = Stage(width: width, height: height)
    stage.play(SimulatedRun.known(.triplet, to: 20))
    let report = FinishedReport(step: 20, complete: true, seconds: 2, imagesPerSecond: 1)
    stage.send(.event(.finished(report.losing("the checkpoint of step 20 (no space left on device)"))))
    stage.settle()
    let text = stage.canvas.plainText
    #expect(text.contains("NOT SAVED"), "\(text)")
    #expect(text.contains("the checkpoint of step 20 (no space left on device)"), "\(text)")
    #expect(text.contains("■ stopped") && !text.contains("FINISHED") && !text.contains("■ finished"), "\(text)")
  }
}
