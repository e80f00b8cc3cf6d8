import SiamCanvas
import SiamCore
import SiamScreens

extension Moment {
  /// The Pairs screen.
  static let pairs: [Moment] = [
    Moment("pairs-waiting") { stage in
      stage.press(.character("6"))
    },
    Moment("pairs", isAtEverySize: true) { surveyed(&$0) },
    Moment("pairs-threshold", isAtEverySize: true) { stage in
      surveyed(&stage)
      for _ in 0..<14 { stage.press(.character("-")) }
      stage.press(.down, .character("L"))
      stage.settle()
    },
    Moment("pairs-explored") { stage in
      let run = SimulatedRun(objective: .pair)
      guard case .started(let report) = run.started else { return }
      stage.press(.escape)
      stage.send(
        .exploring(
          ExplorationReport(
            model: "runs/best", recipe: run.recipe, data: report.data, step: 6_000, parameters: 111_936,
            threshold: SimilarityThreshold(score: -1.1, similarity: 0.731, chosenOn: "validation", accuracy: 0.962))))
      stage.press(.character("6"))
      stage.settle()
    },
    Moment("pairs-help") { stage in
      surveyed(&stage)
      stage.press(.character("?"))
    },
  ]

  private static func surveyed(_ stage: inout Stage) {
    training(&stage)
    stage.press(.character("6"))
    stage.settle()
  }
}
