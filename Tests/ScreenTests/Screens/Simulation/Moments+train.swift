import SiamCanvas
import SiamCore
import SiamScreens

extension Moment {
  /// The Train screen and the overlays of all screens.
  static let train: [Moment] = [
    Moment("empty", isAtEverySize: true) { _ in },
    Moment("first-look") { stage in
      var run = SimulatedRun()
      stage.play(run.events(to: 30))
      stage.settle()
    },
    Moment("training", isAtEverySize: true) { training(&$0) },
    Moment("paused-pending", isAtEverySize: true) { stage in
      training(&stage, to: 640)
      stage.press(.character(" "))
      stage.play([.command(CommandReport(step: 640, command: .pause))])
      stage.press(.character("+"))
      stage.settle()
    },
    Moment("collapsed", isAtEverySize: true) { stage in
      training(&stage, to: 150)
      stage.play(collapse(SimulatedRun().recipe.margin))
      stage.settle()
    },
    Moment("waiting", isAtEverySize: true) { stage in
      training(&stage, to: 640)
      stage.play([
        .writeStalled(
          WriteStalledReport(
            reason: "runs/glyphs/events.jsonl can't be written: No space left on device",
            remedy: "free some space; training resumes automatically"))
      ])
      stage.settle()
    },
    Moment("finished", isAtEverySize: true) { stage in
      var run = SimulatedRun()
      run.planned = 2000
      stage.play(run.events(to: 2000))
      stage.play([.finished(FinishedReport(step: 2000, complete: true, seconds: 239, imagesPerSecond: 2139))])
      stage.settle()
    },
    Moment("help", isAtEverySize: true) { stage in
      training(&stage)
      stage.press(.character("?"))
    },
    Moment("quit", isAtEverySize: true) { stage in
      training(&stage)
      stage.press(.character("q"))
    },
    Moment("settings") { stage in
      training(&stage)
      stage.press(.character(":"), .character("m"), .character("i"), .tab)
    },
    Moment("looking-back") { stage in
      training(&stage, to: 300)
      var run = SimulatedRun()
      stage.play([.command(CommandReport(step: 300, command: .margin(0.3)))])
      stage.play((301...700).map { .step(run.step($0)) })
      stage.play([.command(CommandReport(step: 700, command: .learningRate(1e-3)))])
      stage.play((701...1234).map { .step(run.step($0)) })
      stage.press(.backTab, .character("+"), .character("+"), .left, .left, .character("x"), .character("+"))
      stage.press(.character("x"), .character("+"), .left)
    },
    Moment("pair", isAtEverySize: true) { training(&$0, objective: .pair) },
  ]

  /// A run in training, after a key was pressed so that the hint for new users is hidden.
  static func training(_ stage: inout Stage, to step: Int = 1234, objective: Objective = .triplet) {
    stage.press(.escape)
    stage.play(SimulatedRun.known(objective, to: step))
    stage.settle()
  }

  private static func collapse(_ margin: Float) -> [TrainingEvent] {
    var random = TestGenerator(seed: 3)
    var events: [TrainingEvent] = (151...420).map { step in
      .step(
        StepReport(
          step: step, loss: margin + Float(random.normal()) * 0.001, positiveDistance: 0.004, negativeDistance: 0.005,
          activeShare: 1, learningRate: 2e-3, margin: margin, mined: MinedCounts(easy: 0, semiHard: 130, hard: 126),
          gradientNorm: 0.02, effectiveRank: 1.2, spread: 0.002,
          positiveHistogram: [384] + Array(repeating: 0, count: 63),
          negativeHistogram: [4000] + Array(repeating: 0, count: 63),
          triplets: [
            TripletReport(
              anchor: ImageID(3), positive: ImageID(4), negative: ImageID(5), positiveDistance: 0.006,
              negativeDistance: 0.002, oppositeDistance: 0.007, loss: margin + 0.004)
          ], imagesPerSecond: 2140, seconds: Double(step) * 0.12))
    }
    events.append(
      .collapse(
        CollapseReport(
          step: 420, remedy: "use semi-hard mining, or a learning rate of a third", loss: margin, spread: 0.002,
          effectiveRank: 1.2)))
    return events
  }
}
