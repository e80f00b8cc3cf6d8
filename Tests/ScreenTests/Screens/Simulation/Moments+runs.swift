import SiamCanvas
import SiamCore
import SiamScreens

extension Moment {
  /// The Runs screen.
  static let runs: [Moment] = [
    Moment("runs-waiting") { stage in
      stage.isSilent = true
      stage.press(.character("7"))
    },
    Moment("runs", isAtEverySize: true) { listing(&$0) },
    Moment("runs-marked") { stage in
      listing(&stage)
      stage.press(.character("o"), .character("o"), .character("m"), .up, .up, .character("m"))
      stage.press(.up, .character("L"), .character("x"))
      stage.settle()
    },
    Moment("runs-crashed") { stage in
      listing(&stage)
      stage.press(.down, .down, .down)
      stage.settle()
    },
    Moment("runs-removal") { stage in
      listing(&stage)
      stage.press(.down, .character("d"))
    },
    Moment("runs-help") { stage in
      listing(&stage)
      stage.press(.character("?"))
    },
  ]

  /// A run in training, with other runs on disk.
  static func listing(_ stage: inout Stage) {
    var run = SimulatedRun()
    stage.press(.escape)
    stage.play(run.events(to: 300))
    stage.press(.character("7"))
    for _ in 0..<12 { stage.settle() }
  }
}
