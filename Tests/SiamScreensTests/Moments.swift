import SiamCanvas
import SiamMessages
import SiamScreens

/// The moments of a run whose screens are kept as golden text and looked at as pictures.
enum Moment: String, CaseIterable {
  case empty, training, pausedPending = "paused-pending", collapsed, finished, help, quit, pair

  /// A front end at this moment.
  func stage(width: Int, height: Int, charset: Charset, theme: Theme = .dark) -> Stage {
    var stage = Stage(width: width, height: height, charset: charset, theme: theme)
    var run = SimulatedRun(objective: self == .pair ? .pair : .triplet)
    switch self {
    case .empty: break
    case .training, .help, .quit, .pair:
      stage.play(run.events(to: 1234))
      if self == .help { stage.press(.character("?")) }
      if self == .quit { stage.press(.character("q")) }
    case .pausedPending:
      stage.play(run.events(to: 640))
      stage.press(.character(" "))
      stage.play([.command(CommandReport(step: 640, command: .pause))])
      stage.press(.character("+"))
    case .collapsed:
      stage.play(run.events(to: 150))
      stage.play(Moment.collapse(run.recipe.margin))
    case .finished:
      run.planned = 2000
      stage.play(run.events(to: 2000))
      stage.play([.finished(FinishedReport(step: 2000, complete: true, seconds: 239, imagesPerSecond: 2139))])
    }
    // A moment later the pictures of the triplet on show have come.
    if self != .empty { stage.send(.clock(seconds: stage.model.clockSeconds + 1)) }
    return stage
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

extension Moment {
  private static let stages: [Moment: Stage] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, $0.stage(width: 120, height: 40, charset: .braille)) })

  /// The moment as it was reached at 120 × 40, then resized.
  func cached(width: Int, height: Int) -> Stage {
    var stage = Moment.stages[self] ?? Stage(width: width, height: height)
    stage.send(.resized(width: width, height: height))
    return stage
  }
}
