import Testing

@testable import SiamCanvas

@Suite struct AxisTests {
  @Test func `ticks are multiples of 1, 2 or 5`() {
    #expect(Axis(0, 0.3).ticks(3).map(\.label) == ["0.0", "0.1", "0.2", "0.3"])
    #expect(Axis(0, 4).ticks(5).map(\.label) == ["0", "1", "2", "3", "4"])
    #expect(Axis(0, 6000).ticks(4).map(\.label) == ["0", "2000", "4000", "6000"])
    #expect(Axis(0, 12_000_000).ticks(3).map(\.label) == ["0", "5M", "10M"])
    #expect(Axis(-0.1, 0.1).ticks(2).map(\.label) == ["-0.1", "0.0", "0.1"])
    #expect(Axis(logarithmic: 0.01, 10).ticks(5).map(\.label) == ["0.01", "0.1", "1", "10"])
  }

  @Test(arguments: [(0.0, 0.0), (.nan, 1), (1, .infinity), (3, -3), (-1e308, 1e308)] as [(Double, Double)])
  func `an axis with an invalid range has a valid one`(low: Double, high: Double) {
    let axis = Axis(low, high)
    #expect(axis.high > axis.low)
    #expect(axis.ticks(5).count < 100)
    #expect(Axis(logarithmic: low, high).high > 0)
  }

  @Test func `values have positions on the axis, and invalid values have none`() {
    #expect(Axis(0, 2).share(1) == 0.5)
    #expect(Axis(0, 2).share(.nan) == nil)
    #expect(Axis(logarithmic: 0.01, 1).share(0.1).map { abs($0 - 0.5) < 1e-9 } == true)
    #expect(Axis(logarithmic: 0.01, 1).share(0) == nil)
  }

  @Test func `round numbers are at least the value`() {
    #expect(Axis.nice(1234) == 1500)
    #expect(abs(Axis.nice(0.3) - 0.3) < 1e-12)
    #expect(Axis.nice(0) == 1)
    #expect(Axis.niceStep(0.21) == 0.5)
  }
}
