import SiamCore
import SiamData
import SiamInference
import SiamNetworks
import SiamRuns
import SiamTensors

/// Saves and restores the state of training.
extension Trainer {
  /// Restores the state of training from a checkpoint.
  func restore(from checkpoint: Checkpoint, _ network: Network) throws {
    let description = checkpoint.description
    guard let progress = description.progress else { throw ResumeError.notResumable(checkpoint.path) }
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
    neighbours = checkpoint.neighbours(of: configuration.dataset.training)
    var changes = description.recipe.changes(to: recipe)
    if let threads = progress.threads, threads != context.threads {
      changes.append(
        "threads: \(threads), now \(context.threads); rounding differs, so results differ slightly from an "
          + "uninterrupted run")
    }
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

  /// Makes a checkpoint, or marks it as due if the one before is still being written. No step is taken before a due
  /// checkpoint is made.
  func makeDueCheckpoint() throws {
    isCheckpointDue = !commandQueue.backlog.hasRoomForCheckpoint
    if !isCheckpointDue { try saveCheckpoint() }
  }

  func saveCheckpoint() throws {
    guard configuration.savesCheckpoints else { return }
    let dataset = configuration.dataset
    let description = Checkpoint.Description(
      step: step, recipe: recipe, data: dataset.summary, isInverted: dataset.isInverted, threshold: threshold,
      progress: progress)
    let checkpoint = try Checkpoint(
      trainingStep.network, average: average?.network, optimizer: trainingStep.optimizer, neighbours: neighbours,
      of: dataset.training, images: trainedImages, description)
    configuration.save(CheckpointDraft(step: step, isBest: best?.step == step, data: try checkpoint.tensors.data()))
  }

  /// The state that training resumes from.
  private var progress: Checkpoint.Progress {
    Checkpoint.Progress(
      settings: settings, optimizerSteps: trainingStep.optimizer.updates, averageSteps: average?.steps,
      scheduleStart: schedule.start, scheduleEnd: schedule.end, clock: clock, collapse: detector, best: best,
      threads: context.threads)
  }
}
