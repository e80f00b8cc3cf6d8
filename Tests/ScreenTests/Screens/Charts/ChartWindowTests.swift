import SiamCore
import Testing

@testable import SiamScreens

@Suite struct ChartWindowTests {
  @Test func `the whole run is visible at first, and again after fit`() {
    var window = ChartWindow()
    #expect(window.range(horizon: 2000, newest: 1234) == (0, 2000))
    window.zoom(in: true, horizon: 2000, newest: 1234)
    window.pan(by: -0.5, horizon: 2000, newest: 1234)
    #expect(!window.isFollowing)
    window.fit()
    #expect(window.range(horizon: 2000, newest: 1234) == (0, 2000))
  }

  @Test func `a zoomed window follows the latest step in hops`() {
    var window = ChartWindow()
    for _ in 0..<4 { window.zoom(in: true, horizon: 6000, newest: 3000) }
    var ends: Set<Double> = []
    for newest in 3000...3374 {
      let range = window.range(horizon: 6000, newest: Double(newest))
      #expect(range.high - range.low == 375)
      #expect(Double(newest) < range.high && range.high - Double(newest) <= 375 / 8)
      ends.insert(range.high)
    }
    #expect(ends.count <= 9)
  }

  @Test func `zooming around a position leaves it in place`() {
    var window = ChartWindow()
    window.zoom(in: true, about: 500, horizon: 4000, newest: 4000)
    let range = window.range(horizon: 4000, newest: 4000)
    #expect((500 - range.low) / (range.high - range.low) == 0.125)
    window.zoom(in: true, about: 500, horizon: 4000, newest: 4000)
    let closer = window.range(horizon: 4000, newest: 4000)
    #expect(abs((500 - closer.low) / (closer.high - closer.low) - 0.125) < 1e-9)
    window.zoom(in: false, about: 500, horizon: 4000, newest: 4000)
    window.zoom(in: false, about: 500, horizon: 4000, newest: 4000)
    #expect(window == ChartWindow())
  }

  @Test func `panning stops at both ends, and follows again at the latest step`() {
    var window = ChartWindow()
    for _ in 0..<3 { window.zoom(in: true, horizon: 800, newest: 700) }
    window.pan(by: -1e12, horizon: 800, newest: 700)
    #expect(window.range(horizon: 800, newest: 700) == (0, 100))
    #expect(window.range(horizon: 1600, newest: 1500).low == 0)
    window.pan(by: 1e12, horizon: 800, newest: 700)
    #expect(window.isFollowing)
    window.pan(by: .nan, horizon: 800, newest: 700)
    #expect(window.isFollowing)
  }

  @Test func `zoom is limited to a minimum range`() {
    var window = ChartWindow()
    for _ in 0..<200 { window.zoom(in: true, horizon: 1000, newest: 900) }
    let range = window.range(horizon: 1000, newest: 900)
    #expect(range.high - range.low == ChartWindow.minSpan)
    window.zoom(in: false, horizon: 1000, newest: 900)
    let wider = window.range(horizon: 1000, newest: 900)
    #expect(wider.high - wider.low > ChartWindow.minSpan)
  }
}
