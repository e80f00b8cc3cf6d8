import SiamCanvas
import SiamCore
import SiamScreens

extension Moment {
  /// A replay.
  static let replay: [Moment] = [
    Moment("replay-reading") { stage in stage.send(.reading(share: 0.42)) },
    Moment("replay", isAtEverySize: true) { replaying(&$0) },
    Moment("replay-refused") { stage in
      replaying(&stage)
      stage.press(.character(" "), .character("v"), .character(")"), .character(")"))
    },
    Moment("replay-help") { stage in
      replaying(&stage)
      stage.press(.character("?"), .character("G"))
    },
  ]

  /// A replay that has played for a while.
  static func replaying(_ stage: inout Stage) {
    var run = SimulatedRun()
    stage.press(.escape)
    stage.send(
      .replaying(
        ReplayReport(
          run: "runs/glyphs", steps: 6_000, seconds: 718.2, checkpoints: [2_000, 4_000, 6_000], changes: [700, 3_100],
          damagedLines: 0, speed: .times(10))))
    stage.play(run.events(to: 1234))
    stage.settle()
  }
}
