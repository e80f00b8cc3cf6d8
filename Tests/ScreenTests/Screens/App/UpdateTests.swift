import SiamCanvas
import SiamCore
import Testing

@testable import SiamScreens

@Suite struct UpdateTests {
  private func running(to step: Int = 20, objective: Objective = .triplet) -> Stage {
    var stage = Stage(width: 120, height: 40)
    var run = SimulatedRun(objective: objective)
    stage.play(run.events(to: step))
    stage.effects = []
    return stage
  }

  private func commands(_ stage: Stage) -> [TrainingCommand] {
    stage.effects.compactMap { if case .command(let command) = $0 { command } else { nil } }
  }

  @Test func `without a validation set the screen says that evaluation is off`() {
    var run = SimulatedRun()
    run.validation = SplitSummary(classes: 0, images: 0, groups: [])
    var stage = Stage(width: 120, height: 40)
    stage.play([run.started])
    #expect(stage.canvas.plainText.contains("no validation set; evaluation is off"))
  }

  @Test func `keys before any event have no harmful effect`() {
    var stage = Stage(width: 80, height: 24)
    for (context, bindings) in KeyBinding.table {
      if case .on(let name) = context { stage.press(.escape, .character(Character("\(name.rawValue)"))) }
      for binding in bindings where binding.action != .quit && binding.action != .interrupt {
        for key in binding.keys { stage.press(key) }
        stage.press(.escape)
      }
    }
    let harmful = stage.effects.filter { effect in
      switch effect {
      case .ask, .visit: false
      default: effect != .saveScreen(as: .svg, path: nil)
      }
    }
    #expect(harmful.isEmpty)
    stage.effects = []
    stage.press(.character("q"))
    #expect(stage.effects == [.leave(save: true)])
  }

  @Test func `the space bar pauses and resumes`() {
    var stage = running()
    stage.press(.character(" "))
    #expect(commands(stage) == [.pause])
    #expect(stage.canvas.plainText.contains("pausing"))
    stage.play([.command(CommandReport(step: 20, command: .pause))])
    #expect(stage.model.phase == .paused)
    #expect(stage.canvas.plainText.contains("paused"))
    stage.press(.character(" "))
    #expect(commands(stage) == [.pause, .resume])
    stage.play([.command(CommandReport(step: 20, command: .resume))])
    #expect(stage.model.phase == .training)
  }

  @Test func `a margin is pending until its command takes effect`() {
    var stage = running()
    stage.press(.character("+"), .character("+"))
    #expect(commands(stage) == [.margin(0.25), .margin(0.3)])
    #expect(stage.canvas.plainText.contains("0.20 → 0.30 pending"))
    stage.play([.command(CommandReport(step: 20, command: .margin(0.25)))])
    #expect(stage.canvas.plainText.contains("0.25 → 0.30 pending"))
    stage.play([.command(CommandReport(step: 20, command: .margin(0.3)))])
    #expect(stage.canvas.plainText.contains("0.30 applied"))
    stage.send(.clock(seconds: 1000))
    #expect(!stage.canvas.plainText.contains("applied"))
  }

  @Test func `a rejected command is no longer pending, and the log says why`() {
    var stage = running()
    stage.press(.character("+"))
    #expect(stage.canvas.plainText.contains("0.20 → 0.25 pending"))
    func reject(_ command: TrainingCommand) {
      stage.play([.commandRejected(CommandRejectedReport(step: 20, command: command, reason: "invalid margin"))])
    }
    reject(.margin(.nan))
    #expect(stage.model.controls.pendingMargin == 0.25, "another one was rejected")
    reject(.margin(0.25))
    #expect(!stage.canvas.plainText.contains("pending"))
    #expect(stage.canvas.plainText.contains("rejected: invalid margin"))
    #expect(abs(stage.model.margin - 0.2) < 1e-6)
    stage.press(.tab, .character("+"))
    guard let rate = stage.model.controls.pendingLearningRate else {
      Issue.record("no learning rate is pending")
      return
    }
    reject(.learningRate(rate))
    #expect(stage.model.controls.pendingLearningRate == nil)
  }

  @Test func `the margin stays above zero`() {
    var stage = running()
    for _ in 0..<9 { stage.press(.character("-")) }
    #expect(commands(stage).last == .margin(0.01))
    stage.press(.character("+"))
    #expect(commands(stage).last == .margin(0.05))
  }

  @Test(arguments: [(Objective.triplet, Float(4)), (.contrastive, 2)])
  func `the margin is limited to the largest distance`(_ kind: (objective: Objective, limit: Float)) {
    var stage = running(objective: kind.objective)
    for _ in 0..<100 { stage.press(.character("+")) }
    #expect(commands(stage).last == .margin(kind.limit))
  }

  @Test func `the keys step from a typed margin to multiples of 0.05`() {
    var stage = running()
    stage.press(.character(":"))
    for character in "margin 0.305" { stage.press(.character(character)) }
    stage.press(.enter, .character("+"), .character("-"), .character("-"))
    #expect(commands(stage) == [.margin(0.305), .margin(0.35), .margin(0.3), .margin(0.25)])
  }

  @Test func `Tab moves the focus to the learning rate`() {
    var stage = running()
    stage.press(.tab, .character("+"))
    #expect(commands(stage) == [.learningRate(2.5e-3)])
    stage.press(.character("-"), .character("-"))
    #expect(commands(stage).count == 3)
    #expect(stage.canvas.plainText.contains("→ 1.60e-3 pending"))
    stage.press(.backTab, .character("+"))
    #expect(commands(stage).last == .margin(0.25))
  }

  @Test func `pairs have no margin to change`() {
    var stage = running(objective: .pair)
    stage.press(.character("+"))
    #expect(commands(stage) == [.learningRate(2.5e-3)])
    #expect(!stage.canvas.plainText.contains("α"))
  }

  @Test func `the contrastive margin is called m and plus changes it`() {
    var stage = running(objective: .contrastive)
    #expect(stage.canvas.plainText.contains("margin m"))
    #expect(!stage.canvas.plainText.contains("α"))
    stage.press(.character("+"))
    #expect(commands(stage).count == 1 && commands(stage).allSatisfy { if case .margin = $0 { true } else { false } })
    let text = TrainExplanation.paragraphs(stage.model).joined(separator: " ")
    #expect(text.contains("½ max(0, m − √d)²") && text.contains("m = 0.20"))
  }

  @Test(arguments: [Objective.prototypical, .multiSimilarity, .ntXent])
  func `an objective without a margin shows distances and triplets, and plus changes the rate`(_ objective: Objective) {
    var stage = running(objective: objective)
    for text in ["d⁺", "d⁻", "mined", "hardest triplet", objective.rawValue] {
      #expect(stage.canvas.plainText.contains(text), "\(text)")
    }
    #expect(!stage.canvas.plainText.contains("α"))
    stage.press(.character("+"))
    #expect(commands(stage) == [.learningRate(2.5e-3)])
    #expect(!stage.model.objective.hasMargin && stage.model.objective.hasTemperature == (objective != .multiSimilarity))
  }

  @Test func `a negative at the margin's reach has no loss`() {
    // Plain distances 0.5 and 0.5 + 0.2.
    var recipe = Recipe()
    func reach(_ margin: Double) -> Double { MarginReach.beyond(0.25, margin: margin, recipe) ?? -1 }
    #expect(reach(0.2) == 0.2)
    recipe.distance = .euclidean
    #expect(abs(reach(0.2) - (0.49 - 0.25)) < 1e-12)
    recipe.objective = .contrastive
    #expect(abs(reach(1) - 0.75) < 1e-12)
    recipe.objective = .ntXent
    #expect(reach(1) == -1)
  }

  @Test func `q asks during training and only y quits`() {
    var stage = running()
    stage.press(.character("q"))
    #expect(stage.model.overlay == .quit)
    stage.press(.character(" "), .character("x"), .escape)
    #expect(stage.model.overlay == nil)
    #expect(stage.effects.isEmpty)
    stage.press(.character("q"), .character("y"))
    #expect(stage.effects == [.command(.stop)])
    stage.send(.event(.command(CommandReport(step: 20, command: .stop))))
    stage.send(.event(.finished(FinishedReport(step: 20, complete: false, seconds: 2, imagesPerSecond: 1))))
    #expect(stage.effects == [.command(.stop), .leave(save: true)])
  }

  @Test func `q quits at once after the end of training`() {
    var stage = running()
    stage.send(.event(.finished(FinishedReport(step: 20, complete: true, seconds: 2, imagesPerSecond: 1))))
    #expect(stage.effects.isEmpty)
    stage.press(.character("q"))
    #expect(stage.effects == [.leave(save: true)])
  }

  @Test func `Ctrl-C stops and saves, and twice quits at once`() {
    var stage = running()
    stage.press(.control("c"))
    #expect(stage.effects == [.command(.stop)])
    #expect(stage.canvas.plainText.contains("Ctrl-C quits now"))
    stage.send(.interrupt)
    #expect(stage.effects == [.command(.stop), .leave(save: false)])
  }

  @Test func `Esc closes the overlay and never quits`() {
    var stage = running()
    stage.press(.character("?"), .escape, .escape, .escape)
    #expect(stage.model.overlay == nil)
    #expect(stage.effects.isEmpty)
  }

  @Test func `help scrolls to its end and not beyond`() {
    var stage = running()
    stage.send(.resized(width: 80, height: 24))
    stage.press(.character("?"))
    for _ in 0..<200 { stage.press(.down) }
    #expect(stage.canvas.plainText.contains("twice: quit at once"))
    stage.press(.up)
    #expect(!stage.canvas.plainText.contains("twice: quit at once"))
  }

  @Test func `a collapse is shown until the embeddings spread again`() throws {
    var stage = try #require(Moment.all.first { $0.name == "collapsed" }).stage(
      width: 120, height: 40, charset: .braille)
    #expect(stage.canvas.plainText.contains("COLLAPSE"))
    var run = SimulatedRun()
    var step = run.step(421)
    step.spread = 0.0079
    stage.play([.step(step)])
    #expect(stage.model.collapse != nil)
    step.spread = 0.0081
    stage.play([.step(step)])
    #expect(stage.model.collapse == nil)
    #expect(!stage.canvas.plainText.contains("COLLAPSE"))
  }

  @Test func `a stalled write is shown until it recovers`() throws {
    var stage = try #require(Moment.all.first { $0.name == "waiting" }).cached(width: 120, height: 40)
    #expect(stage.canvas.plainText.contains("WAITING"))
    #expect(stage.canvas.plainText.contains("free some space"))
    stage.play([.writeStalled(WriteStalledReport(reason: nil))])
    #expect(!stage.canvas.plainText.contains("WAITING"))
  }

  @Test func `an evaluation of a paused run leaves it paused`() {
    var stage = running()
    stage.play([
      .command(CommandReport(step: 20, command: .pause)), .evaluating(EvaluationStartedReport(step: 20)),
    ])
    #expect(stage.canvas.plainText.contains("evaluating"))
    var run = SimulatedRun()
    stage.play(run.evaluations(20))
    #expect(stage.model.phase == .paused)
  }

  @Test func `the time left includes evaluations`() {
    var pace = Pace()
    var run = SimulatedRun()
    var plan = EvaluationPlan()
    plan.every = 100
    plan.episodes = 200
    plan.finalEpisodes = 600
    #expect(pace.secondsLeft(step: 0, of: 1000, plan: plan) == nil)
    for step in 1...100 {
      var report = run.step(step)
      report.seconds = Double(step) * 0.5
      pace.step(report, step: step)
    }
    let without = pace.secondsLeft(step: 100, of: 1000, plan: plan) ?? 0
    #expect(abs(without - 450) < 1e-6)
    pace.beginEvaluation(at: 10)
    pace.endEvaluation(at: 12)
    let with = pace.secondsLeft(step: 100, of: 1000, plan: plan) ?? 0
    #expect(abs(with - (450 + 8 * 2 + 6)) < 1e-6)
  }
}
