import SiamCanvas
import SiamMessages
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

  @Test func `where nothing is held out the screen says so`() {
    var run = SimulatedRun()
    run.heldOut = SplitSummary(classes: 0, images: 0, groups: [])
    var stage = Stage(width: 120, height: 40)
    stage.play([run.started])
    #expect(stage.canvas.plainText.contains("nothing is held out, so nothing is examined"))
  }

  @Test func `keys before any event do no harm`() {
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

  @Test func `the space bar pauses and goes on`() {
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

  @Test func `the margin stays above zero`() {
    var stage = running()
    for _ in 0..<9 { stage.press(.character("-")) }
    #expect(commands(stage).last == .margin(0.01))
    stage.press(.character("+"))
    #expect(commands(stage).last == .margin(0.05))
  }

  @Test(arguments: [(Objective.triplet, Float(4)), (.contrastive, 2)])
  func `the margin ends where distances do`(_ kind: (objective: Objective, limit: Float)) {
    var stage = running(objective: kind.objective)
    for _ in 0..<100 { stage.press(.character("+")) }
    #expect(commands(stage).last == .margin(kind.limit))
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

  @Test func `the contrastive margin is m, and plus changes it`() {
    var stage = running(objective: .contrastive)
    #expect(stage.canvas.plainText.contains("margin m"))
    #expect(!stage.canvas.plainText.contains("α"))
    stage.press(.character("+"))
    #expect(commands(stage).count == 1 && commands(stage).allSatisfy { if case .margin = $0 { true } else { false } })
    let words = TrainExplanation.paragraphs(stage.model).joined(separator: " ")
    #expect(words.contains("½ max(0, m − √d)²") && words.contains("m = 0.20"))
  }

  @Test(arguments: [Objective.prototypical, .multiSimilarity, .ntXent])
  func `an objective without a margin shows distances and triplets, and plus changes the rate`(_ objective: Objective) {
    var stage = running(objective: objective)
    for words in ["d⁺", "d⁻", "mined", "costliest triplet", objective.rawValue] {
      #expect(stage.canvas.plainText.contains(words), "\(words)")
    }
    #expect(!stage.canvas.plainText.contains("α"))
    stage.press(.character("+"))
    #expect(commands(stage) == [.learningRate(2.5e-3)])
    #expect(!stage.model.objective.hasMargin && stage.model.objective.hasTemperature == (objective != .multiSimilarity))
  }

  @Test func `the margin's reach places a negative that just costs nothing`() {
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

  @Test func `q asks while training and only y leaves`() {
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

  @Test func `q leaves at once after the end`() {
    var stage = running()
    stage.send(.event(.finished(FinishedReport(step: 20, complete: true, seconds: 2, imagesPerSecond: 1))))
    #expect(stage.effects.isEmpty)
    stage.press(.character("q"))
    #expect(stage.effects == [.leave(save: true)])
  }

  @Test func `Ctrl-C stops and saves, and twice leaves now`() {
    var stage = running()
    stage.press(.control("c"))
    #expect(stage.effects == [.command(.stop)])
    #expect(stage.canvas.plainText.contains("Ctrl-C leaves now"))
    stage.send(.interrupt)
    #expect(stage.effects == [.command(.stop), .leave(save: false)])
  }

  @Test func `Esc closes one layer and never leaves`() {
    var stage = running()
    stage.press(.character("?"), .escape, .escape, .escape)
    #expect(stage.model.overlay == nil)
    #expect(stage.effects.isEmpty)
  }

  @Test func `help scrolls to its end and no further`() {
    var stage = running()
    stage.send(.resized(width: 80, height: 24))
    stage.press(.character("?"))
    for _ in 0..<200 { stage.press(.down) }
    #expect(stage.canvas.plainText.contains("twice: leave now"))
    stage.press(.up)
    #expect(!stage.canvas.plainText.contains("twice: leave now"))
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

  @Test func `what a run waits for is shown until it goes on`() throws {
    var stage = try #require(Moment.all.first { $0.name == "waiting" }).cached(width: 120, height: 40)
    #expect(stage.canvas.plainText.contains("WAITING"))
    #expect(stage.canvas.plainText.contains("make room"))
    stage.play([.obstructed(ObstructedReport(reason: nil))])
    #expect(!stage.canvas.plainText.contains("WAITING"))
  }

  @Test func `an evaluation of a paused run leaves it paused`() {
    var stage = running()
    stage.play([
      .command(CommandReport(step: 20, command: .pause)), .evaluating(EvaluatingReport(step: 20)),
    ])
    #expect(stage.canvas.plainText.contains("evaluating"))
    var run = SimulatedRun()
    stage.play(run.evaluations(20))
    #expect(stage.model.phase == .paused)
  }

  @Test func `the time left counts evaluations`() {
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

@Suite struct KeyTests {
  @Test func `no key has two meanings in a context`() {
    for (context, bindings) in KeyBinding.table {
      let keys = bindings.flatMap(\.keys)
      #expect(Set(keys).count == keys.count, "\(context)")
      #expect(Set(bindings.map(\.label)).count == bindings.count, "\(context)")
      #expect(bindings.allSatisfy { !$0.explanation.isEmpty })
    }
  }

  @Test func `no screen takes a key that leaves, helps or shows another screen`() {
    let kept = KeyBinding.bindings(.everywhere).filter { binding in
      switch binding.action {
      case .show, .help, .quit, .interrupt, .prompt, .close: true
      default: false
      }
    }
    .flatMap(\.keys)
    for name in ScreenName.allCases {
      #expect(KeyBinding.bindings(.on(name)).flatMap(\.keys).allSatisfy { !kept.contains($0) }, "\(name)")
    }
  }

  @Test func `the README's list has every key`() {
    let lines = KeyBinding.markdown.split(separator: "\n")
    let sections = KeyBinding.table.filter { !$0.bindings.isEmpty }
    #expect(lines.count == sections.reduce(0) { $0 + 2 + $1.bindings.count })
    #expect(lines[2] == "| `Space` | pause training, and go on |")
  }

  @Test(arguments: ScreenName.allCases)
  func `the footer fits and always names help and quit`(name: ScreenName) throws {
    let training = try #require(Moment.all.first { $0.name == "training" })
    for width in Array(stride(from: 40, through: 200, by: 20)) + [59, 79] {
      var stage = training.cached(width: width, height: 40)
      stage.press(.character(Character("\(name.rawValue)")))
      let footer = stage.canvas.plainText.split(separator: "\n", omittingEmptySubsequences: false)[39]
      #expect(footer.contains("? help"), "width \(width)")
      #expect(footer.contains("q quit"), "width \(width)")
      #expect(!footer.contains("…"))
    }
  }
}

@Suite struct ShowcaseTests {
  private func report(_ step: Int) -> StepReport {
    var run = SimulatedRun()
    var report = run.step(step)
    report.triplets = [
      TripletReport(
        anchor: ImageID(step * 3), positive: ImageID(step * 3 + 1), negative: ImageID(step * 3 + 2),
        positiveDistance: 0.4, negativeDistance: 0.5, oppositeDistance: 0.6, loss: 0.1)
    ]
    return report
  }

  @Test func `a triplet is held for a moment and asks once for its pictures`() {
    var model = Model(width: 120, height: 40)
    _ = update(&model, .clock(seconds: 1))
    #expect(
      update(&model, .event(.step(report(1)))) == [.ask(number: 1, .pictures([3, 4, 5].map { ImageID($0) }))])
    #expect(update(&model, .event(.step(report(2)))).isEmpty)
    #expect(update(&model, .clock(seconds: 2)).isEmpty)
    #expect(model.showcase.shown?.step == 1)
    #expect(
      update(&model, .clock(seconds: 2.5)) == [.ask(number: 2, .pictures([6, 7, 8].map { ImageID($0) }))])
    #expect(model.showcase.shown?.step == 2)
    let two = [6, 7].map { SimulatedAnswers.picture(ImageID($0)) }
    #expect(update(&model, .answer(number: 2, .pictures(two))).isEmpty)
    #expect(model.pictures.isAbsent(ImageID(8)))
    #expect(update(&model, .clock(seconds: 60)).isEmpty)
  }

  @Test func `no pictures are asked for where none are shown`() {
    var model = Model(width: 40, height: 10)
    #expect(update(&model, .event(.step(report(1)))).isEmpty)
    #expect(update(&model, .resized(width: 120, height: 40)).count == 1)
  }

  @Test func `pictures kept are bounded`() {
    var store = PictureStore()
    for number in 0..<2000 { store.receive([SimulatedAnswers.picture(ImageID(number))], asked: []) }
    #expect(store.picture(ImageID(1999)) != nil)
    #expect(store.picture(ImageID(0)) == nil)
  }
}
