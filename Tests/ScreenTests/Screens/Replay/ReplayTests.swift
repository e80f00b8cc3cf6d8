import SiamCanvas
import SiamCore
import Testing

@testable import SiamScreens

/// What keys, the mouse and commands do while a run is replayed.
@Suite struct ReplayTests {
  private static func stage() -> Stage {
    var stage = Stage(width: 120, height: 40)
    Moment.replaying(&stage)
    stage.effects = []
    return stage
  }

  private static func commands(_ stage: Stage) -> [ReplayCommand] {
    stage.effects.compactMap { if case .replay(let command) = $0 { command } else { nil } }
  }

  @Test func `keys play, scrub and change the speed`() {
    var stage = Self.stage()
    stage.press(.character(" "), .character(" "), .character("("), .character(")"), .character(")"))
    #expect(
      Self.commands(stage) == [
        .play(false), .play(true), .seek(step: 1114), .seek(step: 1234), .seek(step: 1354),
      ])
    stage.effects = []
    stage.press(.character("."), .character(","), .character("p"), .character("p"), .character("P"), .home, .end)
    #expect(
      Self.commands(stage) == [
        .play(false), .seek(step: 1355), .seek(step: 1354), .seek(step: 2000), .seek(step: 4000), .seek(step: 2000),
        .seek(step: 0), .seek(step: 6000),
      ])
    stage.effects = []
    stage.press(.character(">"), .character("<"), .character("<"), .character(" "))
    #expect(
      Self.commands(stage) == [
        .speed(.times(20)), .speed(.times(10)), .speed(.times(5)), .seek(step: 0), .play(true),
      ], "at the end it plays from the start")
  }

  @Test func `the hint for new users is not shown in a replay`() {
    var run = SimulatedRun()
    var training = Stage(width: 120, height: 40)
    training.play(run.events(to: 30))
    #expect(training.canvas.plainText.contains("NEW HERE?"))
    var replay = Stage(width: 120, height: 40)
    replay.send(
      .replaying(
        ReplayReport(
          run: "runs/glyphs", steps: 30, seconds: 3, checkpoints: [], changes: [], damagedLines: 0, speed: .times(1))))
    replay.play(run.events(to: 30))
    #expect(!replay.canvas.plainText.contains("NEW HERE?"))
  }

  @Test func `the timeline can be dragged with the mouse`() {
    var stage = Self.stage()
    let row = stage.model.frame.progress.row
    stage.send(.input(.mouse(MouseEvent(.drag, column: 60, row: row))))
    #expect(Self.commands(stage).isEmpty, "nothing is dragged yet")
    stage.send(.input(.mouse(MouseEvent(.press, column: 60, row: row))))
    stage.send(.input(.mouse(MouseEvent(.drag, column: 80, row: row - 9))))
    stage.send(.input(.mouse(MouseEvent(.drag, column: 500, row: row))))
    stage.send(.input(.mouse(MouseEvent(.release, column: 500, row: row))))
    stage.send(.input(.mouse(MouseEvent(.drag, column: 30, row: row))))
    let steps = Self.commands(stage).compactMap { if case .seek(let step) = $0 { step } else { nil } }
    #expect(steps.count == 3 && steps[0] < steps[1] && steps[2] == 6000 && (2000...4000).contains(steps[0]))
  }

  @Test func `commands seek and set the speed`() {
    var stage = Self.stage()
    for line in ["seek 500", "speed max", "speed 2", "seek 9999999", "speed 0"] {
      stage.press(.character(":"))
      stage.press(contentsOf: line)
      stage.press(.enter)
      if stage.model.overlay != nil { stage.press(.escape) }
    }
    #expect(Self.commands(stage) == [.seek(step: 500), .speed(.unlimited), .speed(.times(2))])
  }

  @Test func `a command to training is rejected with a message`() {
    var stage = Self.stage()
    stage.press(.character("v"), .character("s"))
    stage.press(.character(":"))
    stage.press(contentsOf: "margin 0.5")
    stage.press(.enter)
    let rejections = stage.model.log.entries.filter { $0.text.hasPrefix("a replay can't be changed") }
    #expect(rejections.count == 3 && stage.model.controls.pendingMargin == nil)
    #expect(!stage.effects.contains { if case .command = $0 { true } else { false } })
  }

  @Test(arguments: [Key.character("q"), .control("c")]) func `a replay quits at once, as there is nothing to save`(
    _ key: Key
  ) {
    var stage = Self.stage()
    stage.press(key)
    #expect(stage.effects == [.leave(save: true)] && stage.model.overlay == nil)
  }

  @Test func `the requested step is shown until its state arrives`() {
    var stage = Self.stage()
    stage.press(.character(")"))
    #expect(stage.model.replayStep == 1354 && stage.model.step == 1234)
    var run = SimulatedRun()
    var curves = StepCurves()
    let report = run.step(1300)
    curves.record(report, step: 1300, run.recipe)
    let restoration = { (step: Int) in
      Restoration(
        requestedStep: step, events: [run.started, .step(report)], curves: curves, evaluations: [], newest: [])
    }
    stage.send(.restored(restoration(900)))
    #expect(stage.model.replayStep == 1354, "the result of an older jump does not complete a newer one")
    stage.send(.restored(restoration(1354)))
    #expect(stage.model.replayStep == 1300 && stage.model.curves.steps == curves)
    #expect(stage.model.log.entries.count == 1 && stage.model.accuracies.isEmpty)
  }
}

extension Stage {
  /// Types a text.
  fileprivate mutating func press(contentsOf text: String) { for character in text { press(.character(character)) } }
}
