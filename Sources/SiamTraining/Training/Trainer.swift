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
    var keepsCheckpoints: Bool
    /// Steps between checkpoints, beside those after an evaluation.
    var checkpointEvery: Int?
    /// What a run goes on from; nil where it begins.
    var checkpoint: Checkpoint?
    var threads: Int?
    var mailbox: Mailbox
    var emit: @Sendable (TrainingEvent) -> Void
    var keep: @Sendable (CheckpointDraft) -> Void
    var reply: @Sendable (NumberedAnswer) -> Void
  }

  private let setting: Setting
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
  private var best: BestEvaluation?
  private var isPaused = false
  private var singleSteps = 0
  /// The batch of the step that comes, in the making while the one before computes.
  private var next: Task<Batch, Never>?
  private var isStopping = false
  private var isOver = false
  private lazy var answerer = makeAnswerer()

  private var recipe: Recipe { setting.recipe }
  private var mailbox: Mailbox { setting.mailbox }
  private func emit(_ event: TrainingEvent) { setting.emit(event) }

  /// A trainer that has not taken a step; nil where there can be none, which a `failed` event tells.
  static func begin(_ setting: Setting) -> Trainer? {
    do {
      return try Trainer(setting)
    } catch {
      setting.emit(.failed(FailedReport(step: 0, message: "\(error)")))
      return nil
    }
  }

  /// Runs to the end; an error becomes a `failed` event.
  func run() async {
    do {
      try await train()
    } catch {
      emit(.failed(FailedReport(step: step, message: "\(error)")))
    }
    isOver = true
  }

  private init(_ setting: Setting) throws {
    let (recipe, dataset) = (setting.recipe, setting.dataset)
    self.setting = setting
    context = try ComputeContext(threads: setting.threads)
    maker = BatchMaker(dataset: dataset, recipe: recipe)
    let network = try Network(
      recipe, channels: dataset.channels.count, height: dataset.height, width: dataset.width)
    examination = try HeldOutExamination(context, recipe: recipe, dataset: dataset, network: network)
    sample = TrainingClassSample(context, recipe: recipe, dataset: dataset)
    average = recipe.weightAveraging > 0 ? try WeightAverage(of: network, keeping: recipe.weightAveraging) : nil
    trainingStep = try TrainingStep(
      context, recipe: recipe, network: network, classes: maker.sampler.batchClasses,
      images: maker.sampler.batchImages)
    settings = TrainingStep.Settings(margin: recipe.margin, miner: recipe.miner, learningRate: recipe.learningRate)
    schedule = CosineSchedule(start: 0, end: recipe.steps, finalShare: recipe.finalLearningRateShare)
    detector = CollapseDetector()
    if let checkpoint = setting.checkpoint {
      try goOn(from: checkpoint, network)
    } else {
      start(network)
    }
  }

  private func start(_ network: Network) {
    emit(
      .started(
        StartedReport(
          version: SiamVersion.current, recipe: recipe, data: setting.dataset.summary,
          parameters: network.parameters.parameterCount, threads: context.threads)))
    if let steps = recipe.steps { emit(.planned(PlannedReport(step: 0, steps: steps))) }
  }

  /// Takes everything up where a checkpoint left it.
  private func goOn(from checkpoint: Checkpoint, _ network: Network) throws {
    let description = try checkpoint.described()
    guard let progress = description.progress else { throw ResumeError.keptTooLittle(checkpoint.path) }
    try checkpoint.restore(network)
    try checkpoint.restore(trainingStep.optimizer, of: network.parameters)
    trainingStep.optimizer.updates = progress.optimizerSteps
    if let average, let steps = progress.averageSteps {
      try checkpoint.restore(average.network, prefix: Checkpoint.averagePrefix)
      average.steps = steps
    }
    step = description.step
    settings = progress.settings
    schedule.start = progress.scheduleStart
    schedule.end = progress.scheduleEnd
    clock = progress.clock
    detector = progress.collapse
    best = progress.best
    threshold = description.threshold
    neighbours = checkpoint.neighbours(of: setting.dataset.training)
    let changes = description.recipe.changes(to: recipe)
    if recipe.learningRate != description.recipe.learningRate { settings.learningRate = recipe.learningRate }
    if recipe.margin != description.recipe.margin { settings.margin = recipe.margin }
    if recipe.miner != description.recipe.miner { settings.miner = recipe.miner }
    let hasOtherLength = recipe.steps != description.recipe.steps || recipe.minutes != description.recipe.minutes
    if hasOtherLength { schedule.end = recipe.steps }
    emit(
      .resumed(
        ResumedReport(
          step: step, version: SiamVersion.current, recipe: recipe, file: checkpoint.path, changes: changes,
          threads: context.threads)))
    if let steps = schedule.end { emit(.planned(PlannedReport(step: schedule.start, steps: steps))) }
  }

  private func train() async throws {
    next = prepare(step: step)
    while !isStopping && !isComplete {
      while let command = mailbox.takeCommand() { try apply(command) }
      if isStopping { break }
      answerQuestions()
      let isPaused = isPaused && singleSteps == 0
      if isPaused || mailbox.isHeld {
        await mailbox.wait(isPaused: isPaused)
        continue
      }
      let started = TrainingClock.now
      guard let batch = await next?.value else { break }
      next = prepare(step: step + 1)
      try take(batch, started: started)
      singleSteps = max(0, singleSteps - 1)
      if !isComplete && recipe.evaluation.isDue(after: step) {
        try evaluate(isLast: false)
      } else if let every = setting.checkpointEvery, step % every == 0 {
        try checkpoint()
      }
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
    let blind = trainingStep.objective.blindLoss(currentRecipe)
    if let collapse = detector.observe(report, blind: blind, currentRecipe) { emit(.collapse(collapse)) }
    if schedule.end == nil, let minutes = recipe.minutes, let steps = clock.plan(minutes: minutes, step: step) {
      schedule.start = step
      schedule.end = steps
      emit(.planned(PlannedReport(step: step, steps: steps)))
    }
  }

  /// The recipe as commands have changed it.
  private var currentRecipe: Recipe { recipe.with(margin: settings.margin, miner: settings.miner) }

  /// What is examined and answers questions: the averaged network where one is kept.
  private var answering: Network { average?.network ?? trainingStep.network }

  private func evaluate(isLast: Bool) throws {
    if recipe.neighbourShare > 0 && !isLast {
      neighbours = try sample.neighbours(answering)
      // What comes next is by the newest neighbours, so that a batch depends on nothing older than the checkpoint.
      next = prepare(step: step)
    }
    if let examination {
      emit(.evaluating(EvaluatingReport(step: step)))
      let found = try examination.examine(
        answering, step: step, margin: settings.margin, miner: settings.miner, isLast: isLast)
      for report in found.reports { emit(.evaluation(report)) }
      threshold = found.threshold
      note(found.reports.last)
    }
    if !isLast { try checkpoint() }
  }

  private func note(_ report: EvaluationReport?) {
    guard let report, report.accuracy > best?.accuracy ?? -1 else { return }
    best = BestEvaluation(step: report.step, accuracy: report.accuracy)
  }

  /// By held-out classes, or by training classes where none are held out.
  private func chosenThreshold() throws -> SimilarityThreshold? {
    if let examination { return try examination.threshold(answering) }
    return try sample.threshold(answering)
  }

  private func checkpoint() throws {
    guard setting.keepsCheckpoints else { return }
    let dataset = setting.dataset
    let description = Checkpoint.Description(
      step: step, recipe: recipe, data: dataset.summary, isInverted: dataset.isInverted, threshold: threshold,
      progress: progress)
    let checkpoint = try Checkpoint(
      trainingStep.network, average: average?.network, optimizer: trainingStep.optimizer, neighbours: neighbours,
      of: dataset.training, images: trainedImages, description)
    setting.keep(CheckpointDraft(step: step, isBest: best?.step == step, data: try checkpoint.tensors.data()))
  }

  private var progress: Checkpoint.Progress {
    Checkpoint.Progress(
      settings: settings, optimizerSteps: trainingStep.optimizer.updates, averageSteps: average?.steps,
      scheduleStart: schedule.start, scheduleEnd: schedule.end, clock: clock, collapse: detector, best: best)
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

  /// Answers what waits; no more than one question of a kind, however fast they come, so that training goes on.
  private func answerQuestions() {
    for _ in Question.Kind.allCases {
      guard let asked = mailbox.takeQuestion() else { return }
      answer(asked)
    }
  }

  /// Answers a question by the network as it is now.
  func answer(_ asked: NumberedQuestion) {
    answerer.answer(
      asked,
      at: Answerer.Moment(
        network: answering, step: step, recipe: currentRecipe, trainingStep: trainingStep,
        isTraining: !isOver && !isPaused))
  }

  /// Gives up the answers that are still on their way.
  func close() { answerer.close() }

  /// About held-out classes, or training classes where none are held out.
  private func makeAnswerer() -> Answerer {
    let dataset = setting.dataset
    let areTrained = dataset.validation.isEmpty
    return Answerer(
      context, dataset: dataset, classes: areTrained ? dataset.training : dataset.validation, areTrained: areTrained,
      send: setting.reply)
  }
}
