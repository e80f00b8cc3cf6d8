import SiamCanvas
import SiamCore
import Testing

@testable import SiamScreens

@Suite struct MarginsScreenTests {
  private func stage(_ objective: Objective = .triplet, to step: Int = 60) -> Stage {
    var stage = Stage(width: 120, height: 40)
    var run = SimulatedRun(objective: objective)
    stage.press(.character("2"))
    stage.play(run.events(to: step))
    stage.settle()
    stage.effects = []
    return stage
  }

  private func commands(_ stage: Stage) -> [TrainingCommand] {
    stage.effects.compactMap { if case .command(let command) = $0 { command } else { nil } }
  }

  @Test func `a new margin shows its active share before the next step`() throws {
    var stage = stage()
    let gaps = try #require(stage.model.newest).gaps
    // Bins of 0.05 from −4 on: 84 lie below 0.2, 86 below 0.3.
    let share = { (bins: Int) in Double(gaps[..<bins].reduce(0, +)) / Double(gaps.reduce(0, +)) }
    #expect(stage.canvas.plainText.contains("\(NumberFormat.percent(share(84))) % active"))
    stage.press(.character("+"), .character("+"))
    let text = stage.canvas.plainText
    #expect(text.contains("\(NumberFormat.percent(share(84))) % → \(NumberFormat.percent(share(86))) % active"))
    #expect(text.contains("+\(NumberFormat.grouped(gaps[84..<86].reduce(0, +)))"))
    #expect(commands(stage) == [.margin(0.25), .margin(0.3)])
  }

  @Test func `a click and a drag on the triplets set the margin`() throws {
    var stage = stage()
    let area = MarginsLayout(stage.model.frame.body).effect
    let ends = try #require(MarginEffect(stage.model)).ends
    stage.send(.input(.mouse(MouseEvent(.press, column: area.column + 30, row: area.row + 8))))
    stage.send(.input(.mouse(MouseEvent(.drag, column: area.column + 24, row: area.row + 8))))
    stage.send(.input(.mouse(MouseEvent(.release, column: area.column + 24, row: area.row + 8))))
    let inside = Double(area.width - 2)
    let wanted = [29.5, 23.5].map { Float(((ends.low + (ends.high - ends.low) * $0 / inside) * 100).rounded() / 100) }
    #expect(commands(stage) == wanted.map { .margin($0) })
  }

  @Test func `after Tab, plus and minus zoom the curves`() {
    var stage = stage()
    stage.press(.tab, .character("+"))
    #expect(commands(stage).isEmpty && !stage.model.view.window.isWhole)
    stage.press(.tab, .character("-"))
    #expect(commands(stage) == [.margin(0.15)])
  }

  @Test(arguments: [Objective.pair, .prototypical, .multiSimilarity, .ntXent])
  func `an objective without a margin shows distances and no margin`(_ objective: Objective) {
    let text = stage(objective).canvas.plainText
    #expect(!text.contains("α"))
    for label in ["d⁺", "d⁻", "gap", "AUC", "EER"] { #expect(text.contains(label), "\(label)") }
    let explanation = MarginsExplanation.paragraphs(stage(objective).model).joined()
    #expect(explanation.contains("no margin"))
  }

  @Test func `without a query result the active share of the step is shown`() {
    var model = Model(width: 120, height: 40)
    var run = SimulatedRun()
    _ = update(&model, .input(.key(.character("2"))))
    for event in run.events(to: 5) { _ = update(&model, .event(event)) }
    var canvas = Canvas(width: 120, height: 40)
    draw(model, into: &canvas)
    #expect(canvas.plainText.contains("of the step's triplets are active"))
  }

  @Test func `the latest triplets are queried repeatedly while the screen is shown`() {
    var stage = stage(to: 3)
    var run = SimulatedRun()
    stage.play((4...40).map { .step(run.step($0)) })
    let queries = stage.effects.filter { if case .ask(_, .newestTriplets) = $0 { true } else { false } }.count
    // 37 steps of 0.12 s, half a second apart.
    #expect((5...9).contains(queries), "\(queries)")
    stage.press(.character("1"))
    stage.effects = []
    stage.play((41...80).map { .step(run.step($0)) })
    #expect(!stage.effects.contains { if case .ask(_, .newestTriplets) = $0 { true } else { false } })
  }

  @Test func `curves of a long run are bounded in size`() {
    var steps = StepCurves()
    var run = SimulatedRun()
    let reports = (1...8).map { run.step($0) }
    for step in 1...12_000 { steps.record(reports[step % 8], step: step, run.recipe) }
    let state = MarginsState(steps)
    let histories =
      state.positive.quantiles + state.negative.quantiles + [
        state.gap, state.needed, state.reach, state.easy, state.semiHard, state.hard, state.auc, state.equalErrorRate,
      ]
    // One level of buckets, and one pending bucket on each level below.
    for history in histories { #expect(history.knots(from: 0).count <= 1024 + 16) }
  }
}
