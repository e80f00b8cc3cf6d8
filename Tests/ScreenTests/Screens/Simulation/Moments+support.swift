import SiamCanvas
import SiamCore
@testable import SiamScreens

extension Moment {
  /// The Support screen.
  static let support: [Moment] = [
    Moment("support", isAtEverySize: true) { stage in
      onSupport(&stage)
      for _ in 0..<6 {
        stage.press(.character("r"))
        stage.settle()
      }
      stage.press(.right, .right)
    },
    Moment("support-before") { stage in
      stage.isSilent = true
      stage.press(.character("4"))
    },
    Moment("support-20-way-5-shot") { stage in
      onSupport(&stage)
      for _ in 0..<15 { stage.press(.character("]")) }
      for _ in 0..<4 { stage.press(.character("}")) }
      stage.settle()
      stage.press(.tab, .down, .down, .right)
    },
    Moment("support-20-way") { stage in
      onSupport(&stage)
      for _ in 0..<15 { stage.press(.character("]")) }
      stage.settle()
    },
    Moment("support-swapped") { stage in
      onSupport(&stage)
      for _ in 0..<2 { stage.press(.character("}")) }
      stage.settle()
      stage.press(.character("x"), .right, .character("x"))
      stage.settle()
    },
    Moment("support-classes", isAtEverySize: true) { stage in
      onSupport(&stage)
      stage.press(.character("C"), .down, .down, .enter, .down, .enter, .down)
      stage.settle()
    },
    Moment("support-refused") { stage in
      onSupport(&stage)
      stage.press(.character("i"))
      stage.model.support.setWay(25)
      stage.settle()
    },
    Moment("support-drawing", isAtEverySize: true) { stage in
      onSupport(&stage)
      drawHook(&stage)
    },
    Moment("support-exploring") { stage in
      let run = SimulatedRun()
      if case .started(let started) = run.started {
        stage.send(
          .exploring(
            ExplorationReport(
              model: "glyphs", recipe: started.recipe, data: started.data, step: 6000, parameters: 111_936,
              threshold: nil)))
      }
      stage.press(.escape)
      stage.settle()
    },
    Moment("support-help") { stage in
      onSupport(&stage)
      stage.press(.character("?"))
    },
  ]

  private static func onSupport(_ stage: inout Stage) {
    training(&stage, to: 640)
    stage.press(.character("4"))
    stage.settle()
    stage.settle()
  }

  /// A hook and a bar through it, drawn by keys so that every size draws the same.
  private static func drawHook(_ stage: inout Stage) {
    stage.press(.character("d"))
    for _ in 0..<8 { stage.press(.up) }
    for _ in 0..<5 { stage.press(.left) }
    stage.press(.character(" "))
    for _ in 0..<13 { stage.press(.down) }
    for index in 0..<9 { stage.press(.right, index % 2 == 0 ? .up : .right) }
    stage.press(.character(" "))
    for _ in 0..<14 { stage.press(.left) }
    stage.press(.enter)
    for _ in 0..<12 { stage.press(.right) }
    stage.settle()
  }
}
