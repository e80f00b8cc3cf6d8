import SiamCanvas
import SiamCore
import Testing

@testable import SiamScreens

@Suite struct PromptTests {
  private func running(_ objective: Objective = .triplet) -> Stage {
    var stage = Stage(width: 120, height: 40)
    var run = SimulatedRun(objective: objective)
    stage.play(run.events(to: 20))
    stage.effects = []
    return stage
  }

  private func enter(_ line: String, _ stage: inout Stage) {
    stage.press(.character(":"))
    for character in line { stage.press(.character(character)) }
    stage.press(.enter)
  }

  private func commands(_ stage: Stage) -> [TrainingCommand] {
    stage.effects.compactMap { if case .command(let command) = $0 { command } else { nil } }
  }

  @Test func `settings are set by name, alias or unique prefix`() {
    var stage = running()
    for line in ["margin 0.3", "lr 1e-3", "miner batch-h", "marg 0.35"] { enter(line, &stage) }
    #expect(commands(stage) == [.margin(0.3), .learningRate(1e-3), .miner(.batchHard), .margin(0.35)])
    #expect(stage.model.overlay == nil)
  }

  @Test(
    arguments: [Objective.triplet, .contrastive], ["0", "0.005", "0.305", "2", "2.001", "4", "4.001", "-0.2", "nan"])
  func `a typed margin is used exactly, or rejected outside the run's range`(
    _ objective: Objective, _ text: String
  ) throws {
    var stage = running(objective)
    let margin = try #require(Float(text))
    let isAccepted = try #require(stage.model.recipe).marginRange.contains(margin)
    enter("margin \(text)", &stage)
    #expect(commands(stage) == (isAccepted ? [.margin(margin)] : []))
    guard isAccepted else { return }
    #expect(stage.canvas.plainText.contains("→ \(NumberFormat.trimmed(Double(margin), decimals: 2)) pending"))
    stage.play([.command(CommandReport(step: 20, command: .margin(margin)))])
    #expect(stage.model.controls.pendingMargin == nil && stage.model.margin == Double(margin))
  }

  @Test func `a command given at the start is known if it can be typed`() {
    for line in ["margin 0.3", "marg 0.3", "lr 1e-3", "space", "spa"] {
      #expect(ScreenCommands.isCommand(line), "\(line)")
    }
    for line in ["", "dance", "marg", "s"] { #expect(!ScreenCommands.isCommand(line), "\(line)") }
  }

  @Test func `commands given at the start run once, after data is loaded`() {
    var stage = Stage(width: 120, height: 40)
    stage.model.pendingCommands = ["margin 0.3", "dance", "margins"]
    stage.send(.clock(seconds: 1))
    #expect(stage.model.pendingCommands.count == 3 && commands(stage).isEmpty, "images are still being read")
    var run = SimulatedRun()
    stage.play(run.events(to: 3))
    #expect(commands(stage) == [.margin(0.3)])
    for second in 2..<10 { stage.send(.clock(seconds: Double(second))) }
    #expect(commands(stage) == [.margin(0.3)] && stage.model.pendingCommands.isEmpty)
    #expect(stage.model.screen == .margins)
    #expect(stage.model.log.entries.contains { $0.text.contains("dance") }, "a problem is reported")
  }

  @Test func `an invalid line is explained and stays`() {
    var stage = running()
    enter("margin much", &stage)
    #expect(commands(stage).isEmpty)
    #expect(stage.canvas.plainText.contains("margin must be above 0 and at most 4"))
    stage.press(.control("u"))
    #expect(!stage.canvas.plainText.contains("margin must be above 0 and at most 4"))
    stage.press(.escape)
    for (line, text) in [
      ("margin", "margin takes a number (now 0.20)"), ("warp 9", "unknown command 'warp'"),
      ("m", "'m' is ambiguous: margin, miner"),
      ("pause now", "pause takes no value"), ("encoder koch", "siam train --encoder koch"), ("fps 99", "fps must be"),
      ("resume", "'resume' is not available now"), ("miner dwarf", "batch-hard"),
    ] {
      enter(line, &stage)
      #expect(
        stage.canvas.plainText.contains(text), "\(line): \(stage.canvas.plainText.split(separator: "\n").last ?? "")")
      stage.press(.escape)
    }
    #expect(stage.effects.isEmpty)
  }

  @Test func `Tab cycles through the completions`() {
    var stage = running()
    stage.press(.character(":"), .character("m"), .tab)
    guard case .prompt(let prompt) = stage.model.overlay else {
      Issue.record("no prompt")
      return
    }
    #expect(prompt.text == "margin ")
    stage.press(.tab)
    #expect(stage.canvas.plainText.contains(":miner"))
    stage.press(.control("u"))
    for character in "miner r" { stage.press(.character(character)) }
    stage.press(.tab, .enter)
    #expect(commands(stage) == [.miner(.random)])
  }

  @Test func `a completion shows the current value and when a change takes effect`() {
    var stage = running()
    stage.press(.character(":"), .character("m"), .character("a"))
    let text = stage.canvas.plainText
    #expect(text.contains("now 0.20") && text.contains("from the next step on"))
    stage.press(.control("u"))
    for character in "batch" { stage.press(.character(character)) }
    #expect(stage.canvas.plainText.contains("now 64") && stage.canvas.plainText.contains("fixed for this run"))
  }

  @Test func `every setting of a recipe has a command`() {
    let names = Set(Command.all.map(\.name))
    let known = [
      "neighbourShare": "near-classes", "withinGroupShare": "within-group", "augmentation": "augment",
      "evaluation": "evaluate-every", "quarterTurnClasses": "quarter-turn-classes", "repeatsImages": "allow-repeats",
    ]
    // These have no option on the command line either.
    let without: Set = ["multiSimilarity", "finalLearningRateShare"]
    for child in Mirror(reflecting: Recipe()).children {
      let label = child.label ?? ""
      let option = label.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
      #expect(without.contains(label) || names.contains(known[label] ?? option), "\(label)")
    }
  }

  @Test func `command names and aliases are unique`() {
    let names = Command.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
  }

  @Test func `entered lines are recalled`() {
    var stage = running()
    enter("margin 0.3", &stage)
    enter("lr 1e-3", &stage)
    stage.press(.character(":"), .up, .up, .enter)
    #expect(commands(stage).last == .margin(0.3))
    stage.press(.character(":"), .up, .down)
    #expect(stage.canvas.plainText.contains("Tab completes"))
  }

  @Test func `the line can be edited in the middle`() {
    var stage = running()
    stage.press(.character(":"))
    for character in "margn 0.5" { stage.press(.character(character)) }
    stage.press(.home, .right, .right, .right, .right, .character("i"), .end, .backspace, .character("3"), .enter)
    #expect(commands(stage) == [.margin(0.3)])
    stage.press(.character(":"))
    for character in "margin 0.5" { stage.press(.character(character)) }
    stage.press(.control("w"), .character("1"), .enter)
    #expect(commands(stage).last == .margin(1))
    stage.press(.character(":"), .backspace)
    #expect(stage.model.overlay == nil)
  }

  @Test func `screens, saving and other actions are commands too`() {
    var stage = running()
    enter("support", &stage)
    #expect(stage.model.screen == .support)
    enter("write text a b.txt", &stage)
    #expect(stage.effects.last == .saveScreen(as: .text, path: "a b.txt"))
    enter("w", &stage)
    #expect(stage.effects.last == .saveScreen(as: .svg, path: nil))
    enter("fps 5", &stage)
    #expect(stage.effects.last == .setMaxFrameRate(timesASecond: 5))
    enter("charset ascii", &stage)
    #expect(stage.model.charset == .ascii)
    enter("pause", &stage)
    #expect(commands(stage) == [.pause])
    enter("q", &stage)
    #expect(stage.model.overlay == .quit)
  }

  @Test func `a command about queries shows its screen`() {
    var stage = running()
    enter("way 20", &stage)
    enter("shot 5", &stage)
    #expect(stage.model.screen == .support)
    #expect(stage.model.support.setting == EpisodeSetting(way: 20, shot: 5))
    enter("classifier k-n", &stage)
    #expect(stage.model.support.classifier == .kNearest)
    enter("classifier pair-similarity", &stage)
    #expect(stage.canvas.plainText.contains("classifier must be one of nearest-mean"))
    stage.press(.escape)
    enter("query a folder", &stage)
    #expect(stage.effects.contains { if case .ask(_, .files(["a folder"])) = $0 { true } else { false } })
    enter("draw", &stage)
    #expect(stage.model.support.isDrawing)
    stage.press(.escape)
    enter("map t-sne", &stage)
    #expect(stage.model.screen == .space && stage.model.space.method == .tSNE)
    enter("pairs", &stage)
    stage.settle()
    enter("threshold 0.7", &stage)
    #expect(stage.model.screen == .pairs)
    let rates = stage.model.pairs.rates
    #expect(stage.model.pairs.threshold == rates?.bound(nearest: 0.7))
    enter("threshold best", &stage)
    #expect(stage.model.pairs.threshold == stage.model.pairs.best)
  }

  @Test func `a colon after an invalid line begins another`() {
    var stage = running()
    enter("foo", &stage)
    #expect(stage.canvas.plainText.contains("unknown command 'foo'"))
    enter("margin 0.3", &stage)
    #expect(commands(stage).count == 1 && stage.model.overlay == nil)
  }

  @Test func `an objective without a margin has no margin command`() {
    var stage = running(.pair)
    enter("margin 0.3", &stage)
    #expect(commands(stage).isEmpty)
    #expect(stage.canvas.plainText.contains("'margin' is not available now"))
  }
}
