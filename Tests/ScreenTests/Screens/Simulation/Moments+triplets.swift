import SiamCanvas
import SiamCore
import SiamScreens

extension Moment {
  /// The Triplets screen.
  static let triplets: [Moment] = [
    Moment("triplets", isAtEverySize: true) { triplets(&$0) },
    Moment("triplets-empty") { $0.press(.character("3")) },
    Moment("triplets-frozen") { stage in
      triplets(&stage)
      stage.press(.character("t"), .character("t"), .character("o"), .down, .down, .down)
      var run = SimulatedRun()
      stage.play((1235...1300).map { .step(run.step($0)) })
      stage.press(.character("+"), .character("+"), .character("+"))
      stage.settle()
    },
    Moment("triplets-following", isAtEverySize: true) { stage in
      triplets(&stage, to: 80)
      stage.press(.down, .down, .enter)
      var run = SimulatedRun()
      stage.play((81...330).map { .step(run.step($0)) })
      stage.settle()
    },
    Moment("triplets-pair") { triplets(&$0, objective: .pair) },
    Moment("triplets-help") { stage in
      triplets(&stage)
      stage.press(.character("?"))
    },
  ]

  private static func triplets(_ stage: inout Stage, to step: Int = 1234, objective: Objective = .triplet) {
    training(&stage, to: step, objective: objective)
    stage.press(.character("3"))
    stage.settle()
  }
}
