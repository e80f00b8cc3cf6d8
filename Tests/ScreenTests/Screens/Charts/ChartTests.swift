import SiamCanvas
import SiamCore
import TestSupport
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

@Suite struct ChartSpanTests {
  /// A run whose first hundred steps take a second each, the others a tenth.
  private func uneven() -> Stage {
    var stage = Stage(width: 120, height: 40)
    var run = SimulatedRun()
    stage.play([run.started])
    for step in 1...1000 {
      var report = run.step(step)
      report.seconds = step <= 100 ? Double(step) : 100 + Double(step - 100) / 10
      report.loss = step <= 100 ? 1 : 2
      stage.play([.step(report)])
    }
    return stage
  }

  @Test func `over time, columns lie between the steps that ran then`() {
    var stage = uneven()
    stage.press(.character("x"))
    let span = ChartSpan(stage.model)
    #expect(span.unit == "min" || span.unit == "s")
    // The horizon is 200 s, of which 190 were trained.
    let edges = span.edges(200)
    #expect(edges.count == 201)
    #expect(abs(edges[50] - 50) < 1)
    #expect(abs(edges[100] - 100) < 1)
    #expect(abs(edges[150] - 600) < 10)
    let parts = stage.model.curves.loss.columns(between: edges)
    #expect(parts[90]?.maximum == 1)
    #expect(parts[110]?.minimum == 2)
    #expect(parts[195] == nil)
    let position = span.position(600) ?? 0
    #expect(abs(position * (span.unit == "min" ? 60 : 1) - 150) < 1)
  }

  @Test func `over steps, columns have equal width`() {
    let span = ChartSpan(uneven().model)
    let edges = span.edges(4)
    #expect(edges.count == 5 && edges[0] == 0)
    #expect(abs((edges[4] - edges[3]) - (edges[1] - edges[0])) < 1e-9)
    #expect(span.position(321) == 321)
  }

  @Test(arguments: [true, false])
  func `ten million steps draw as fast as a thousand`(isOverTime: Bool) {
    func stage(steps: Int) -> Stage {
      var stage = Stage(width: 200, height: 60)
      var run = SimulatedRun()
      stage.play(run.events(to: 3))
      // Steps in the thousands stand for millions: histories count samples, not steps.
      for step in 4...steps {
        let position = Double(step)
        stage.model.curves.steps[.loss].append(Double(step % 97) / 97, at: position)
        stage.model.curves.steps[.seconds].append(position / 10, at: position)
      }
      stage.model.step = steps
      stage.model.view.isOverTime = isOverTime
      return stage
    }
    func cost(_ stage: Stage) -> Double { processorSeconds { for _ in 0..<3 { _ = stage.canvas } } }
    let short = stage(steps: 1_000)
    let long = stage(steps: 200_000)
    _ = short.canvas
    // The pyramid's levels hold as many buckets whatever the number of steps beyond their capacity.
    let best = (0..<3).map { _ in cost(long) }.min() ?? 0
    let reference = (0..<3).map { _ in cost(short) }.max() ?? 0
    #expect(best < reference * 4, "\(best) and \(reference)")
  }

  @Test func `a change of a setting is marked on the curve`() {
    var stage = uneven()
    stage.play([.command(CommandReport(step: 1000, command: .margin(0.3)))])
    #expect(stage.canvas.plainText.contains("α 0.30"))
    stage.play([.command(CommandReport(step: 1000, command: .margin(0.35)))])
    #expect(!stage.canvas.plainText.contains("α 0.30 "))
    #expect(stage.model.changes.all.count == 1)
  }

  @Test func `the wheel zooms the curve and a drag pans it`() {
    var stage = uneven()
    stage.send(.input(.mouse(MouseEvent(.wheelUp, column: 30, row: 6))))
    stage.send(.input(.mouse(MouseEvent(.wheelUp, column: 30, row: 6))))
    #expect(stage.model.view.window.zoom == 2)
    #expect(stage.canvas.plainText.contains("zoom ×4"))
    stage.send(.input(.mouse(MouseEvent(.press, column: 20, row: 6))))
    stage.send(.input(.mouse(MouseEvent(.drag, column: 50, row: 6))))
    stage.send(.input(.mouse(MouseEvent(.release, column: 50, row: 6))))
    #expect(stage.canvas.plainText.contains("f follows"))
    stage.press(.character("f"))
    #expect(!stage.canvas.plainText.contains("f follows"))
    stage.press(.character("="))
    #expect(stage.model.view.window == ChartWindow())
  }

  @Test func `a click on the distances sets the end of the margin`() {
    var stage = uneven()
    stage.effects = []
    let layout = TrainLayout(stage.model.frame.body)
    let row = layout.distances.row + 3
    stage.send(.input(.mouse(MouseEvent(.press, column: layout.distances.column + 40, row: row))))
    guard case .command(.margin(let margin)) = stage.effects.first else {
      Issue.record("\(stage.effects)")
      return
    }
    let end = DistancesPanel.distance(at: layout.distances.column + 40, stage.model, in: layout.distances)
    let mean = Double(stage.model.latest?.positiveDistance ?? 0)
    #expect(abs(Double(margin) - (end - mean)) < 0.006)
  }

  @Test func `a click on a tab shows its screen`() {
    var stage = uneven()
    for column in 0..<90 { stage.send(.input(.mouse(MouseEvent(.press, column: column, row: 0)))) }
    #expect(stage.model.screen == .runs)
    stage.send(.input(.mouse(MouseEvent(.press, column: 8, row: 0))))
    #expect(stage.model.screen == .train)
  }
}
