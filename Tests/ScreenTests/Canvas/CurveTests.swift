import Testing

@testable import SiamCanvas

@Suite struct HistoryTests {
  @Test func `memory is bounded and extremes are kept`() {
    var history = History(decay: 0.9, capacity: 64)
    for step in 1...20_000 { history.append(step == 777 ? 50 : Double(step % 10), at: Double(step)) }
    let columns = history.columns(100, from: 0, to: 20_000)
    #expect(columns.compactMap { $0?.maximum }.max() == 50)
    #expect(columns.compactMap { $0?.minimum }.min() == 0)
    #expect(columns.reduce(0) { $0 + ($1?.count ?? 0) } == 20_000)
    #expect(history.newest(1000).count == 64)
  }

  @Test func `a near view is finer than a far one`() {
    var history = History(decay: 0, capacity: 64)
    for step in 1...10_000 { history.append(Double(step), at: Double(step)) }
    let near = history.columns(50, from: 9_951, to: 10_000)
    #expect(near.allSatisfy { $0 != nil })
    #expect(near.last??.mean == 10_000)
  }

  @Test func `not-a-number leaves a gap and poisons nothing`() {
    var history = History(decay: 0.5)
    for (step, value) in [1, .nan, 3, .infinity, -.infinity, 1e300, 5].enumerated() {
      history.append(value, at: Double(step))
    }
    let parts = history.columns(7, from: 0, to: 6.99)
    #expect(parts.map { $0 != nil } == [true, false, true, false, false, false, true])
    #expect(history.latest == 5)
    #expect(history.smooth?.isFinite == true)
    let all = history.columns(1, from: 0, to: 7)[0]
    #expect(all?.minimum == 1 && all?.maximum == 5 && all?.mean == 3)
    history.append(1, at: .nan)
    #expect(history.count == 7)
  }

  @Test func `the moving average has no bias at its start`() throws {
    var average = DebiasedAverage(decay: 0.98)
    #expect(average.value == nil)
    average.append(3)
    #expect(abs(try #require(average.value) - 3) < 1e-12)
    average.append(.nan)
    average.append(5)
    let expected = (0.98 * 3 + 5) / (0.98 + 1)
    #expect(abs(try #require(average.value) - expected) < 1e-12)
  }

  @Test func `an empty history has empty columns`() {
    #expect(History().columns(3, from: 0, to: 1) == [nil, nil, nil])
    #expect(History().columns(0, from: 0, to: 1) == [])
    #expect(History().columns(2, from: 1, to: 1) == [nil, nil])
    #expect(History().newest(5).isEmpty)
  }
}

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
  func `an axis of nonsense is still an axis`(low: Double, high: Double) {
    let axis = Axis(low, high)
    #expect(axis.high > axis.low)
    #expect(axis.ticks(5).count < 100)
    #expect(Axis(logarithmic: low, high).high > 0)
  }

  @Test func `shares have a place or none`() {
    #expect(Axis(0, 2).share(1) == 0.5)
    #expect(Axis(0, 2).share(.nan) == nil)
    #expect(Axis(logarithmic: 0.01, 1).share(0.1).map { abs($0 - 0.5) < 1e-9 } == true)
    #expect(Axis(logarithmic: 0.01, 1).share(0) == nil)
  }

  @Test func `round numbers are not below`() {
    #expect(Axis.nice(1234) == 1500)
    #expect(abs(Axis.nice(0.3) - 0.3) < 1e-12)
    #expect(Axis.nice(0) == 1)
    #expect(Axis.niceStep(0.21) == 0.5)
  }
}

@Suite struct FiguresTests {
  @Test func `numbers keep their width`() {
    #expect(Figures.fixed(0.125, decimals: 2, width: 6) == "  0.13")
    #expect(Figures.fixed(-0.001, decimals: 2) == "0.00")
    #expect(Figures.fixed(.nan, decimals: 2, width: 4) == "   –")
    #expect(Figures.fixed(1e300, decimals: 2) == "–")
    #expect(Figures.grouped(1_234_567) == "1,234,567")
    #expect(Figures.grouped(Int.min) == "-9,223,372,036,854,775,808")
    #expect(Figures.scientific(0.002) == "2.00e-3")
    #expect(Figures.scientific(0.0009999) == "1.00e-3")
    #expect(Figures.scientific(.leastNonzeroMagnitude).isEmpty == false)
    #expect(Figures.significant(0.0412) == "0.0412")
    #expect(Figures.significant(48.234) == "48.23")
    #expect(Figures.percent(0.931) == "93.1")
    #expect(Figures.duration(187) == "3:07")
    #expect(Figures.duration(3753) == "1:02:33")
    #expect(Figures.duration(-1) == "–")
  }

  @Test func `numbers are cut to a range without trapping`() {
    #expect(Int(bounded: .nan, to: 2...5) == 2)
    #expect(Int(bounded: .infinity, to: 2...5) == 5)
    #expect(Int(bounded: -1e300, to: 2...5) == 2)
    #expect(Int(bounded: 3.9, to: 2...5) == 3)
    #expect(Int(bounded: 1e30, to: Int.min...Int.max) == Int.max)
  }
}

@Suite struct PlotTests {
  @Test func `a plot draws labels, an envelope and the curve over it`() {
    var history = History(decay: 0)
    for step in 0...40 { history.append(Double(step), at: Double(step)) }
    var canvas = Canvas(width: 24, height: 6)
    var plot = Plot(
      on: &canvas, in: Rectangle(column: 0, row: 0, width: 24, height: 6), x: Axis(0, 40), y: Axis(0, 40),
      labels: Style(), axis: Style())
    let columns = history.columns(plot.dots.width, from: 0, to: 40)
    plot.envelope(columns, style: Style())
    plot.curve(columns, style: Style()) { $0.mean }
    plot.paint(on: &canvas)
    let lines = canvas.plainText.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("40┤"))
    #expect(lines[4].hasPrefix(" 0┤"))
    #expect(lines[5].contains("20"))
    #expect(lines[0].unicodeScalars.last.map { $0.value > 0x2800 } == true)
  }
}
