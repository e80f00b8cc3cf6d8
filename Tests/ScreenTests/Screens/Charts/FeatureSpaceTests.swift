import SiamCanvas
import Testing

@testable import SiamScreens

@Suite struct FeatureSpaceTests {
  @Test(arguments: [(0.4, 0.5, 0.6), (1.2, 0.3, 0.8), (2, 2, 4), (0.1, 3.9, 3.5), (1, 1, 0)])
  func `the points have the triplet's distances`(positive: Double, negative: Double, opposite: Double) {
    let space = FeatureSpace(
      positiveDistance: positive, negativeDistance: negative, oppositeDistance: opposite, margin: 0.2)
    let anchor = FeatureSpace.Point(x: 0, y: 0)
    #expect(abs(space.positive.distance(to: anchor) - positive.squareRoot()) < 1e-9)
    #expect(abs(space.negative.distance(to: anchor) - negative.squareRoot()) < 1e-9)
    #expect(abs(space.positive.distance(to: space.negative) - opposite.squareRoot()) < 1e-6)
    #expect(abs(space.radius - (positive + 0.2).squareRoot()) < 1e-9)
  }

  @Test func `distances that violate the triangle inequality lie on a line`() {
    let flat = FeatureSpace(positiveDistance: 1, negativeDistance: 1, oppositeDistance: 100, margin: 0.2)
    #expect(abs(flat.positive.distance(to: flat.negative) - 2) < 1e-9)
    let point = FeatureSpace(positiveDistance: 0, negativeDistance: 0, oppositeDistance: 0, margin: 0)
    #expect(point.positive.distance(to: point.negative) == 0)
    #expect(point.viewRadius > 0)
  }

  @Test(arguments: Charset.allCases)
  func `drawn distances are true to scale across and up`(charset: Charset) {
    let space = FeatureSpace(positiveDistance: 0.9, negativeDistance: 0.7, oppositeDistance: 0.5, margin: 0.2)
    let view = FeatureProjection(columns: 36, rows: 22, charset: charset, viewRadius: space.viewRadius)
    let (across, down) = charset.dotsPerCell
    // In cell widths: a cell is twice as high as wide.
    let position = { (point: FeatureSpace.Point) -> FeatureSpace.Point in
      let dot = view.dot(point)
      return FeatureSpace.Point(x: dot.x / Double(across), y: dot.y * 2 / Double(down))
    }
    let anchor = position(.init(x: 0, y: 0))
    let scale = position(.init(x: 1, y: 0)).x - anchor.x
    #expect(abs(position(space.positive).distance(to: anchor) - 0.9.squareRoot() * scale) < 1e-9)
    #expect(abs(position(space.negative).distance(to: anchor) - 0.7.squareRoot() * scale) < 1e-9)
    #expect(abs(position(space.positive).distance(to: position(space.negative)) - 0.5.squareRoot() * scale) < 1e-9)
    // The whole circle is in view.
    #expect(space.radius * scale <= 18)
    #expect(space.radius * scale <= 22)
  }

  @Test func `n is drawn within the circle exactly when the triplet has a loss`() {
    for (negative, hasLoss) in [(0.5, true), (0.59, true), (0.61, false), (2, false)] {
      let space = FeatureSpace(positiveDistance: 0.4, negativeDistance: negative, oppositeDistance: 0.6, margin: 0.2)
      #expect((space.negative.distance(to: .init(x: 0, y: 0)) < space.radius) == hasLoss)
    }
  }

  @Test func `resampling a histogram preserves positions`() {
    var histogram = [Int](repeating: 0, count: 64)
    histogram[16] = 10
    let columns = DistancesPanel.columns(histogram, axis: Axis(0, 4), width: 32)
    #expect(columns[8] == 1)
    #expect(columns.filter { $0 > 0 }.count == 1)
    #expect(DistancesPanel.columns([], axis: Axis(0, 4), width: 3) == [])
  }
}
