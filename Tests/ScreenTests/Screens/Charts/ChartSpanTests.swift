import SiamCanvas
import SiamCore
import TestSupport
import Testing

@testable import SiamScreens

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
