import SiamCore

extension Fuzz {
  mutating func event() -> TrainingEvent {
    switch integer(0...18) {
    case 18: .commandRejected(CommandRejectedReport(step: count(), command: command(), reason: text()))
    case 0: .started(started())
    case 1: .planned(PlannedReport(step: count(), steps: count()))
    case 2...8: .step(step())
    case 9: .evaluating(EvaluationStartedReport(step: count()))
    case 10, 11: .evaluation(evaluation())
    case 12: .command(CommandReport(step: count(), command: command()))
    case 13:
      .collapse(
        CollapseReport(step: count(), remedy: text(), loss: float(), spread: float(), effectiveRank: float()))
    case 15:
      .resumed(
        ResumedReport(
          step: count(), version: text(), recipe: started().recipe, file: text(), changes: [text()], threads: count()))
    case 16: .writeStalled(WriteStalledReport(reason: integer(0...1) == 0 ? nil : text(), remedy: text()))
    case 14: .checkpoint(CheckpointReport(step: count(), file: text()))
    default:
      integer(0...1) == 0
        ? .failed(FailedReport(step: count(), message: text()))
        : .finished(
          FinishedReport(step: count(), complete: integer(0...1) == 0, seconds: double(), imagesPerSecond: float()))
    }
  }

  mutating func started() -> StartedReport {
    var recipe = Recipe()
    if integer(0...2) == 0 { recipe.objective = Objective.allCases[integer(0...Objective.allCases.count - 1)] }
    if integer(0...2) == 0 { (recipe.distance, recipe.tripletLoss) = (.euclidean, .softMargin) }
    recipe.margin = float()
    recipe.learningRate = float()
    recipe.evaluation.every = count()
    recipe.evaluation.episodes = count()
    recipe.evaluation.finalEpisodes = count()
    let side = SplitSummary(classes: count(), images: count(), groups: [text()])
    return StartedReport(
      version: text(), recipe: recipe,
      data: DataSummary(
        name: text(), fingerprint: text(), width: 28, height: 28,
        channels: integer(0...3), training: side, validation: side),
      parameters: count(), threads: count())
  }

  mutating func step() -> StepReport {
    let bins = [0, 1, 7, 64][integer(0...3)]
    return StepReport(
      step: count(), loss: float(), positiveDistance: float(), negativeDistance: float(), activeShare: float(),
      learningRate: float(), margin: float(), mined: MinedCounts(easy: count(), semiHard: count(), hard: count()),
      gradientNorm: float(), effectiveRank: float(), spread: float(),
      positiveHistogram: (0..<bins).map { _ in count() }, negativeHistogram: (0..<bins).map { _ in count() },
      triplets: integer(0...3) == 0 ? [] : [triplet()], imagesPerSecond: float(), seconds: double())
  }

  mutating func triplet() -> TripletReport {
    TripletReport(
      anchor: ImageID(integer(0...5)), positive: ImageID(integer(0...5)), negative: ImageID(integer(0...5)),
      positiveDistance: float(), negativeDistance: float(), oppositeDistance: float(), loss: float())
  }

  mutating func evaluation() -> EvaluationReport {
    EvaluationReport(
      step: count(), split: text(), way: integer(0...4) == 0 ? count() : integer(2...20), shot: integer(1...3),
      episodes: count(), queries: count(), classifier: text(), accuracy: float(), interval95: float(),
      chance: float(), rawPixelAccuracy: float(), untrainedAccuracy: float(), classifiers: [], loss: float())
  }

  mutating func command() -> TrainingCommand {
    switch integer(0...8) {
    case 0: .pause
    case 1: .resume
    case 2: .singleStep
    case 3: .margin(float())
    case 4: .learningRate(float())
    case 5: .miner(.batchHard)
    case 6: .evaluate
    case 7: .checkpoint
    default: .stop
    }
  }
}
