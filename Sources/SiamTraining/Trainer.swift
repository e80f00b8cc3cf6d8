import SiamInference
import SiamRuns
import SiamData
import SiamCore
import SiamNetworks
import SiamTensors

/// Runs the steps of a recipe, applies commands and answers queries between them, and emits events.
///
/// It is used only on the compute thread.
final class Trainer {
  /// The settings of a training run, and the closures that receive its output.
  struct Configuration: Sendable {
    var recipe: Recipe
    var dataset: Dataset
    /// Whether checkpoints are saved.
    var savesCheckpoints: Bool
    /// The number of steps between checkpoints in addition to those after evaluations, or nil for none.
    var checkpointEvery: Int?
    /// The checkpoint to resume from, or nil for a new run.
    var checkpoint: Checkpoint?
    /// The number of compute threads, or nil for one per core.
    var threads: Int?
    var commandQueue: CommandQueue
    var emit: @Sendable (TrainingEvent) -> Void
    var save: @Sendable (CheckpointDraft) -> Void
    var reply: @Sendable (QueryReply) -> Void
  }

  let configuration: Configuration
  private let maker: BatchMaker
  let trainingStep: TrainingStep
  let context: ComputeContext
  private let evaluator: ValidationEvaluator?
  private let sample: TrainingClassSample
  let average: WeightAverage?
  /// The identities of the training images, computed for the first checkpoint so as not to delay the first step.
  lazy var trainedImages = TrainedImages(configuration.dataset)
  var settings: TrainingSettings
  var schedule: CosineSchedule
  var detector: CollapseDetector
  var clock = TrainingClock()
  /// The number of steps taken.
  var step = 0
  var threshold: SimilarityThreshold?
  var neighbours: ClassNeighbours?
  var best: BestEvaluation?
  private(set) var isPaused = false
  private var singleSteps = 0
  /// The batch of the next step, which is made while the current step computes; nil if it was cancelled.
  private var next: Task<Batch?, Never>? { didSet { oldValue?.cancel() } }
  private let batchQueue = TaskQueue("siam.batches")
  /// Whether a checkpoint must be made as soon as the one before has been written.
  var isCheckpointDue = false
  private var isStopping = false
  /// Whether training has ended.
  private(set) var isOver = false
  lazy var queryEngine = makeQueryEngine()

  var recipe: Recipe { configuration.recipe }
  var commandQueue: CommandQueue { configuration.commandQueue }
  func emit(_ event: TrainingEvent) { configuration.emit(event) }

  /// Makes a trainer; on an error it emits a `failed` event and returns nil.
  static func begin(_ configuration: Configuration) -> Trainer? {
    do {
      return try Trainer(configuration)
    } catch {
      configuration.emit(.failed(FailedReport(step: 0, message: "\(error)")))
      return nil
    }
  }

  /// Trains to the end; on an error it emits a `failed` event.
  @concurrent func run() async {
    do {
      try await train()
    } catch {
      emit(.failed(FailedReport(step: step, message: "\(error)")))
    }
    isOver = true
  }

  private init(_ configuration: Configuration) throws {
    let (recipe, dataset) = (configuration.recipe, configuration.dataset)
    self.configuration = configuration
    context = try ComputeContext(threads: configuration.threads)
    maker = BatchMaker(dataset: dataset, recipe: recipe)
    let network = try Network(
      recipe, channels: dataset.channels.count, height: dataset.height, width: dataset.width)
    evaluator = try ValidationEvaluator(context, recipe: recipe, dataset: dataset, network: network)
    sample = TrainingClassSample(context, recipe: recipe, dataset: dataset)
    average = recipe.weightAveraging > 0 ? try WeightAverage(of: network, decay: recipe.weightAveraging) : nil
    trainingStep = try TrainingStep(
      context, recipe: recipe, network: network, classes: maker.sampler.batchClasses,
      images: maker.sampler.batchImages)
    settings = TrainingSettings(margin: recipe.margin, miner: recipe.miner, learningRate: recipe.learningRate)
    schedule = CosineSchedule(start: 0, end: recipe.steps, finalShare: recipe.finalLearningRateShare)
    detector = CollapseDetector()
    if let checkpoint = configuration.checkpoint {
      try restore(from: checkpoint, network)
    } else {
      start(network)
    }
  }

  private func start(_ network: Network) {
    emit(
      .started(
        StartedReport(
          version: SiamVersion.current, recipe: recipe, data: configuration.dataset.summary,
          parameters: network.parameters.parameterCount, threads: context.threads)))
    if let steps = recipe.steps { emit(.planned(PlannedReport(step: 0, steps: steps))) }
  }

  private func train() async throws {
    next = prepare(step: step)
    while !isStopping && !isComplete {
      while let command = commandQueue.nextCommand() { try apply(command) }
      if isStopping { break }
      answerQueries()
      if isCheckpointDue { try makeDueCheckpoint() }
      let isPaused = isPaused && singleSteps == 0
      if isPaused || commandQueue.isWaitingForDisk || isCheckpointDue {
        await commandQueue.wait(isPaused: isPaused, isCheckpointDue: isCheckpointDue)
        continue
      }
      let started = TrainingClock.now
      guard let batch = await next?.value else { break }
      next = prepare(step: step + 1)
      try run(batch, started: started)
      singleSteps = max(0, singleSteps - 1)
      if !isComplete && recipe.evaluation.isDue(after: step) {
        try evaluate(isLast: false)
      } else if let every = configuration.checkpointEvery, step % every == 0 {
        try makeDueCheckpoint()
      }
      // Let other tasks run between steps.
      await Task.yield()
    }
    next = nil
    if isComplete { try evaluate(isLast: true) }
    if threshold == nil && step > 0 { threshold = try chosenThreshold() }
    while !commandQueue.backlog.hasRoomForCheckpoint {
      answerQueries()
      await commandQueue.waitForCheckpoint()
    }
    try saveCheckpoint()
    emit(
      .finished(
        FinishedReport(
          step: step, complete: isComplete, seconds: clock.seconds, imagesPerSecond: clock.meanImagesPerSecond)))
  }

  private var isComplete: Bool { schedule.end.map { step >= $0 } ?? false }

  /// Makes a batch on a queue of its own: it should wait neither for the compute thread nor for other tasks.
  private func prepare(step: Int) -> Task<Batch?, Never> {
    let (maker, neighbours) = (maker, neighbours)
    return Task.detached(executorPreference: batchQueue) {
      Task.isCancelled ? nil : maker.make(step: step, neighbours: neighbours)
    }
  }

  private func run(_ batch: Batch, started: Double) throws {
    var current = settings
    current.learningRate *= schedule.share(step: step)
    var report = try trainingStep.run(batch, step: step, current)
    average?.update(from: trainingStep.network)
    clock.record(images: batch.items.count, seconds: TrainingClock.now - started)
    report.imagesPerSecond = clock.imagesPerSecond
    report.seconds = clock.seconds
    step += 1
    emit(.step(report))
    let collapsed = trainingStep.objective.collapsedLoss(currentRecipe)
    let collapse = detector.observe(report, collapsed: collapsed, currentRecipe, plannedSteps: schedule.end)
    if let collapse { emit(.collapse(collapse)) }
    if schedule.end == nil, let minutes = recipe.minutes, let steps = clock.plan(minutes: minutes, step: step) {
      schedule.start = step
      schedule.end = steps
      emit(.planned(PlannedReport(step: step, steps: steps)))
    }
  }

  /// The recipe as commands have changed it.
  var currentRecipe: Recipe { recipe.with(margin: settings.margin, miner: settings.miner) }

  /// The network for evaluations and queries: the averaged one if there is an average.
  var inferenceNetwork: Network { average?.network ?? trainingStep.network }

  private func evaluate(isLast: Bool) throws {
    if recipe.neighbourShare > 0 && !isLast {
      neighbours = try sample.neighbours(inferenceNetwork)
      // The next batch uses the new neighbours, so that it depends on nothing older than the checkpoint.
      next = prepare(step: step)
    }
    if let evaluator {
      emit(.evaluating(EvaluationStartedReport(step: step)))
      let found = try evaluator.evaluate(
        inferenceNetwork, step: step, margin: settings.margin, miner: settings.miner, isLast: isLast)
      for report in found.reports { emit(.evaluation(report)) }
      threshold = found.threshold
      recordBest(found.reports.last)
    }
    if !isLast { try makeDueCheckpoint() }
  }

  private func recordBest(_ report: EvaluationReport?) {
    guard let report, report.accuracy > best?.accuracy ?? -1 else { return }
    best = BestEvaluation(step: report.step, accuracy: report.accuracy)
  }

  /// Chooses the threshold by the validation classes, or by the training classes if there are none.
  private func chosenThreshold() throws -> SimilarityThreshold? {
    if let evaluator { return try evaluator.threshold(inferenceNetwork) }
    return try sample.threshold(inferenceNetwork)
  }

  private func apply(_ command: TrainingCommand) throws {
    if let problem = command.problem(in: recipe) {
      emit(.commandRejected(CommandRejectedReport(step: step, command: command, reason: problem)))
      return
    }
    switch command {
    case .pause: isPaused = true
    case .resume: isPaused = false
    case .singleStep:
      isPaused = true
      singleSteps += 1
    case .margin(let margin): settings.margin = margin
    case .learningRate(let rate): settings.learningRate = rate
    case .miner(let miner): settings.miner = miner
    case .stop: isStopping = true
    case .evaluate, .checkpoint: break
    }
    emit(.command(CommandReport(step: step, command: command)))
    if command == .evaluate { try evaluate(isLast: false) }
    if command == .checkpoint { try makeDueCheckpoint() }
  }
}
