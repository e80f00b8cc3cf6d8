import SiamCanvas
import SiamCore
import Testing

@testable import SiamScreens

@Suite struct ShowcaseTests {
  private func report(_ step: Int) -> StepReport {
    var run = SimulatedRun()
    var report = run.step(step)
    report.triplets = [
      TripletReport(
        anchor: ImageID(step * 3), positive: ImageID(step * 3 + 1), negative: ImageID(step * 3 + 2),
        positiveDistance: 0.4, negativeDistance: 0.5, oppositeDistance: 0.6, loss: 0.1)
    ]
    return report
  }

  @Test func `a triplet is shown for a moment and its images are requested once`() {
    var model = Model(width: 120, height: 40)
    _ = update(&model, .clock(seconds: 1))
    #expect(
      update(&model, .event(.step(report(1)))) == [.ask(number: 1, .images([3, 4, 5].map { ImageID($0) }))])
    #expect(update(&model, .event(.step(report(2)))).isEmpty)
    #expect(update(&model, .clock(seconds: 2)).isEmpty)
    #expect(model.showcase.shown?.step == 1)
    #expect(
      update(&model, .clock(seconds: 2.5)) == [.ask(number: 2, .images([6, 7, 8].map { ImageID($0) }))])
    #expect(model.showcase.shown?.step == 2)
    let two = [6, 7].map { SimulatedResults.datasetImage(ImageID($0)) }
    #expect(update(&model, .result(number: 2, .images(two))).isEmpty)
    #expect(model.images.isAbsent(ImageID(8)))
    #expect(update(&model, .clock(seconds: 60)).isEmpty)
  }

  @Test func `no images are requested when none are shown`() {
    var model = Model(width: 40, height: 10)
    #expect(update(&model, .event(.step(report(1)))).isEmpty)
    #expect(update(&model, .resized(width: 120, height: 40)).count == 1)
  }

  @Test func `the number of stored images is bounded`() {
    var store = ImageStore()
    for number in 0..<2000 { store.receive([SimulatedResults.datasetImage(ImageID(number))], requested: []) }
    #expect(store.image(ImageID(1999)) != nil)
    #expect(store.image(ImageID(0)) == nil)
  }
}
