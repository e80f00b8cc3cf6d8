internal import Foundation
internal import SiamData
internal import SiamMessages
internal import SiamNetworks
internal import SiamTensors

/// Takes a recipe through its steps, applying commands between them and telling everything as events.
///
/// Lives on the compute thread from its first line to its last.
final class Trainer {
  struct Setting: Sendable {
    var recipe: Recipe
    var dataset: Dataset
    var folder: RunFolder?
    var threads: Int?
  }

  private let setting: Setting
  private let mailbox: CommandMailbox
  private let emit: @Sendable (TrainingEvent) -> Void
  private let maker: BatchMaker
  private let trainingStep: TrainingStep
  private let context: ComputeContext
  private let examination: HeldOutExamination?
  private let sample: TrainingClassSample
  private let average: WeightAverage?
  /// Known with the first checkpoint: telling tens of thousands of images apart need not delay the first step.
  private lazy var trainedImages = TrainedImages(setting.dataset)
  private var settings: TrainingStep.Settings
  private var schedule: CosineSchedule
  private var detector: CollapseDetector
  private var clock = TrainingClock()
  private var step = 0
  private var threshold: SimilarityThreshold?
  private var neighbours: ClassNeighbours?
  private var isPaused = false
  private var singleSteps = 0
  private var isStopping = false

  private var recipe: Recipe { setting.recipe }

  /// Runs to the end; an error becomes a `failed` event.
  static func run(
    _ setting: Setting, mailbox: CommandMailbox, emit: @escaping @Sendable (TrainingEvent) -> Void
  ) async {
    do {
      let trainer = try Trainer(setting, mailbox: mailbox, emit: emit)
      do {
        try await trainer.run()
      } catch {
        emit(.failed(FailedReport(step: trainer.step, message: "\(error)")))
      }
    } catch {
      emit(.failed(FailedReport(step: 0, message: "\(error)")))
    }
  }

  private init(
    _ setting: Setting, mailbox: CommandMailbox, emit: @escaping @Sendable (TrainingEvent) -> Void
  ) throws {
    let (recipe, dataset) = (setting.recipe, setting.dataset)
    self.setting = setting
    self.mailbox = mailbox
    self.emit = emit
    context = try ComputeContext(threads: setting.threads)
    maker = BatchMaker(dataset: dataset, recipe: recipe)
    let network = try Network(recipe, channels: 1, height: dataset.height, width: dataset.width)
    examination = try HeldOutExamination(context, recipe: recipe, dataset: dataset, network: network)
    sample = TrainingClassSample(context, recipe: recipe, dataset: dataset)
    average = recipe.weightAveraging > 0 ? try WeightAverage(of: network, keeping: recipe.weightAveraging) : nil
    trainingStep = try TrainingStep(
      context, recipe: recipe, network: network, classes: maker.sampler.batchClasses,
      images: maker.sampler.batchImages)
    settings = TrainingStep.Settings(margin: recipe.margin, miner: recipe.miner, learningRate: recipe.learningRate)
    schedule = CosineSchedule(start: 0, end: recipe.steps, finalShare: recipe.finalLearningRateShare)
    detector = CollapseDetector()
    emit(
      .started(
        StartedReport(
          version: SiamVersion.current, recipe: recipe, data: dataset.summary,
          parameters: network.parameters.parameterCount, threads: context.threads)))
    if let steps = recipe.steps { emit(.planned(PlannedReport(step: 0, steps: steps))) }
  }

  private func run() async throws {
    var next = prepare(step: 0)
    while !isStopping && !isComplete {
      while let command = mailbox.take() { try apply(command) }
      if isStopping { break }
      if isPaused && singleSteps == 0 {
        await mailbox.wait()
        continue
      }
      let started = TrainingClock.now
      let batch = await next.value
      next = prepare(step: step + 1)
      try take(batch, started: started)
      singleSteps = max(0, singleSteps - 1)
      if !isComplete && recipe.evaluation.isDue(after: step) { try evaluate(isLast: false) }
      // Lets the rest of the process have its turn between steps.
      await Task.yield()
    }
    if isComplete { try evaluate(isLast: true) }
    if threshold == nil && step > 0 { threshold = try chosenThreshold() }
    try checkpoint()
    emit(
      .finished(
        FinishedReport(
          step: step, complete: isComplete, seconds: clock.seconds, imagesPerSecond: clock.meanImagesPerSecond)))
  }

  private var isComplete: Bool { schedule.end.map { step >= $0 } ?? false }

  /// The next batch is made while the current step computes.
  private func prepare(step: Int) -> Task<Batch, Never> {
    let (maker, neighbours) = (maker, neighbours)
    return Task.detached { maker.make(step: step, neighbours: neighbours) }
  }

  private func take(_ batch: Batch, started: Double) throws {
    var current = settings
    current.learningRate *= schedule.share(step: step)
    var report = try trainingStep.take(batch, step: step, current)
    average?.follow(trainingStep.network)
    clock.record(images: batch.items.count, seconds: TrainingClock.now - started)
    report.imagesPerSecond = clock.imagesPerSecond
    report.seconds = clock.seconds
    step += 1
    emit(.step(report))
    let recipe = recipe.with(margin: settings.margin, miner: settings.miner)
    let blind = trainingStep.objective.blindLoss(recipe)
    if let collapse = detector.observe(report, blind: blind, recipe) { emit(.collapse(collapse)) }
    if schedule.end == nil, let minutes = recipe.minutes, let steps = clock.plan(minutes: minutes, step: step) {
      schedule.start = step
      schedule.end = steps
      emit(.planned(PlannedReport(step: step, steps: steps)))
    }
  }

  /// What is examined and answers questions: the averaged network where one is kept.
  private var answering: Network { average?.network ?? trainingStep.network }

  private func evaluate(isLast: Bool) throws {
    if recipe.neighbourShare > 0 && !isLast { neighbours = try sample.neighbours(answering) }
    if let examination {
      emit(.evaluating(EvaluatingReport(step: step)))
      let found = try examination.examine(
        answering, step: step, margin: settings.margin, miner: settings.miner, isLast: isLast)
      for report in found.reports { emit(.evaluation(report)) }
      threshold = found.threshold
    }
    if !isLast { try checkpoint() }
  }

  /// By held-out classes, or by training classes where none are held out.
  private func chosenThreshold() throws -> SimilarityThreshold? {
    if let examination { return try examination.threshold(answering) }
    return try sample.threshold(answering)
  }

  private func checkpoint() throws {
    guard let folder = setting.folder else { return }
    let dataset = setting.dataset
    let description = Checkpoint.Description(
      step: step, recipe: recipe, data: dataset.summary, isInverted: dataset.isInverted, threshold: threshold)
    let checkpoint = try Checkpoint(
      trainingStep.network, average: average?.network, optimizer: trainingStep.optimizer, images: trainedImages,
      description)
    let file = try folder.write(checkpoint: try checkpoint.tensors.data(), name: "last")
    emit(.checkpoint(CheckpointReport(step: step, file: file)))
  }

  private func apply(_ command: TrainingCommand) throws {
    switch command {
    case .pause: isPaused = true
    case .resume: isPaused = false
    case .singleStep:
      isPaused = true
      singleSteps += 1
    case .margin(let margin):
      guard margin.isFinite, margin > 0 else { return }
      settings.margin = margin
    case .learningRate(let rate):
      guard rate.isFinite, rate > 0 else { return }
      settings.learningRate = rate
    case .miner(let miner): settings.miner = miner
    case .stop: isStopping = true
    case .evaluate, .checkpoint: break
    }
    emit(.command(CommandReport(step: step, command: command)))
    if command == .evaluate { try evaluate(isLast: false) }
    if command == .checkpoint { try checkpoint() }
  }
}
