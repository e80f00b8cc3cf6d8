import SiamCore
import Testing

@Suite struct HistoryTests {
  @Test func `memory is bounded and extremes are retained`() {
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

  @Test func `NaN makes a gap and does not spoil other values`() {
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
