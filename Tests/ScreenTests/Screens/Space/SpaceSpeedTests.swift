import SiamCanvas
import SiamCore
import TestSupport
import Testing

@testable import SiamScreens

@Suite struct SpaceSpeedTests {
  @Test func `ten thousand points are drawn within a frame`() {
    var random = TestGenerator(seed: 1)
    let classes = (0..<500).map { ClassSummary(id: ClassID($0), name: "class \($0)", group: "\($0 % 9)", images: []) }
    let points = (0..<10_000).map { number in
      SpacePoint(
        image: ImageID(number), classIndex: number % 500, x: Float(random.normal()), y: Float(random.normal()))
    }
    var model = Model(width: 200, height: 60)
    model.screen = .space
    model.space.charts[.principalComponents] = SpaceChart(
      SpaceMap(
        step: 1, method: .principalComponents, points: points, explained: [0.3, 0.2], classes: classes,
        similarPairs: []))
    model.space.chosen = ImageID(77)
    var canvas = Canvas(width: 200, height: 60)
    draw(model, into: &canvas)
    let milliseconds = (0..<5).map { _ in processorSeconds { draw(model, into: &canvas) } * 1e3 }.min() ?? 0
    // 5 ms in a release build; a debug build is allowed forty times that.
    #expect(milliseconds < 200, "\(milliseconds) ms")
  }
}
