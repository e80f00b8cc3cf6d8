import SiamCanvas
import SiamCore
import SiamScreens

extension Moment {
  /// The Margins screen.
  static let margins: [Moment] = [
    Moment("margins", isAtEverySize: true) { margins(&$0) },
    Moment("margins-empty") { $0.press(.character("2")) },
    Moment("margins-pending") { stage in
      margins(&stage)
      stage.press(.character("+"), .character("+"))
    },
    Moment("margins-changed") { stage in
      margins(&stage, to: 700)
      stage.play([.command(CommandReport(step: 700, command: .margin(0.35)))])
      var run = SimulatedRun()
      run.recipe.margin = 0.35
      stage.play((701...1234).map { .step(run.step($0)) })
      stage.press(.character("L"))
      stage.settle()
    },
    Moment("margins-pair") { margins(&$0, objective: .pair) },
    Moment("margins-help") { stage in
      margins(&stage)
      stage.press(.character("+"), .character("?"))
    },
  ]

  private static func margins(_ stage: inout Stage, to step: Int = 1234, objective: Objective = .triplet) {
    stage.press(.character("2"))
    training(&stage, to: step, objective: objective)
  }
}
