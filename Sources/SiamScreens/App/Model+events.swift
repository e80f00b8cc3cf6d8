import SiamCanvas
import SiamCore

extension Model {
  /// Applies an event of training.
  mutating func apply(_ event: TrainingEvent) -> [Effect] {
    switch event {
    case .evaluation, .evaluating: break
    default: pace.endEvaluation(at: clockSeconds)
    }
    switch event {
    case .started(let report): start(report)
    case .resumed(let report): resume(report)
    case .writeStalled(let report): apply(report)
    case .planned(let report): plannedSteps = Model.boundedStep(report.steps)
    case .step(let report): apply(report)
    case .evaluating(let report): evaluate(report)
    case .evaluation(let report): apply(report)
    case .command(let report): apply(report)
    case .commandRejected(let report): apply(report)
    case .collapse(let report): apply(report)
    case .checkpoint(let report):
      note("saved \(report.file.split(separator: "/").last ?? "")", kind: .note, step: Model.boundedStep(report.step))
    case .failed(let report): return fail(report)
    case .finished(let report): return finish(report)
    }
    return []
  }

  /// Adds a line to the log.
  mutating func note(_ text: String, kind: RunLog.Kind, step: Int? = nil) {
    log.add(text, kind: kind, step: step ?? self.step, at: clockSeconds)
  }

  /// Starts the exploration of a trained run.
  mutating func explore(_ report: ExplorationReport) {
    exploration = report
    step = Model.boundedStep(report.step)
    phase = .exploring
    if screen.needsTraining { screen = .support }
  }

  /// Limits a number of steps to 0…10¹², so that no sum overflows.
  static func boundedStep(_ step: Int) -> Int { min(max(0, step), 1_000_000_000_000) }

  private mutating func start(_ report: StartedReport) {
    started = report
    if !isOver, phase != .stopping { phase = .training }
    let data = report.data
    note(
      "\(data.name): \(NumberFormat.grouped(data.training.classes)) classes to train on, "
        + "\(NumberFormat.grouped(data.validation.classes)) for validation"
        + (data.test.classes > 0 ? ", \(NumberFormat.grouped(data.test.classes)) for testing" : ""),
      kind: .note, step: step)
    if let split = data.split { note("split: \(split.line)", kind: .note, step: step) }
  }

  private mutating func resume(_ report: ResumedReport) {
    if replay != nil {
      // The end of the run before it was resumed no longer counts.
      phase = .training
      finished = nil
    } else if !isOver, phase != .stopping {
      phase = .training
    }
    started?.recipe = report.recipe
    step = Model.boundedStep(report.step)
    note("resumed at step \(NumberFormat.grouped(step))", kind: .note, step: step)
    for change in report.changes { note(change, kind: .note, step: step) }
  }

  private mutating func apply(_ report: WriteStalledReport) {
    obstruction = report.reason == nil ? nil : report
    note(
      report.reason.map { "waiting: \($0)" } ?? "writes recovered",
      kind: report.reason == nil ? .note : .warning)
  }

  /// Whether the run has ended.
  var isOver: Bool {
    switch phase {
    case .finished, .failed: true
    default: false
    }
  }

  private mutating func apply(_ report: StepReport) {
    step = Model.boundedStep(report.step)
    latest = report
    curves.steps.record(report, step: step, recipe)
    distanceRange.record(report)
    pace.step(report, step: step)
    showcase.follow(report, step: step)
    switch phase {
    case .loading, .evaluating(paused: false): phase = .training
    case .evaluating(paused: true): phase = .paused
    case .training, .paused, .stopping, .finished, .failed, .exploring: break
    }
    if let warning = collapse, warning.isOver(with: report) {
      collapse = nil
      note("collapse over: the embeddings have spread again", kind: .good, step: step)
    }
  }

  private mutating func evaluate(_ report: EvaluationStartedReport) {
    pace.beginEvaluation(at: clockSeconds)
    pendingEvaluations = max(1, started?.recipe.evaluation.settings.count ?? 1)
    if phase.isRunning { phase = .evaluating(paused: phase.isPaused) }
  }

  private mutating func apply(_ report: EvaluationReport) {
    defer { countEvaluation() }
    guard follow(EvaluationPoint(report), latest: report) else { return }
    note(
      "\(report.way)-way \(NumberFormat.percent(Double(report.accuracy))) %", kind: .evaluation,
      step: Model.boundedStep(report.step))
  }

  /// Adds the points of an evaluation to the curves.
  ///
  /// - Returns: false if there are already 16 other settings.
  mutating func follow(_ point: EvaluationPoint, latest: EvaluationReport) -> Bool {
    let position = Double(Model.boundedStep(point.step))
    if let loss = point.loss, curves.validationLoss.lastPosition < position {
      curves.validationLoss.append(Double(loss), at: position)
    }
    if let eer = point.eer, curves.validationEER.lastPosition < position {
      curves.validationEER.append(Double(eer), at: position)
    }
    let index = accuracies.firstIndex { $0.setting == point.setting } ?? accuracies.count
    if index == accuracies.count {
      guard accuracies.count < 16 else { return false }
      accuracies.append(AccuracySeries(setting: point.setting, latest: latest))
    }
    accuracies[index].latest = latest
    accuracies[index].append(point, at: position)
    return true
  }

  /// Counts the reports of an evaluation; after the last one training resumes, or stays paused.
  private mutating func countEvaluation() {
    guard pendingEvaluations > 0 else { return }
    pendingEvaluations -= 1
    guard pendingEvaluations == 0 else { return }
    pace.endEvaluation(at: clockSeconds)
    if case .evaluating(let paused) = phase { phase = paused ? .paused : .training }
  }

  private mutating func apply(_ report: CommandReport) {
    let at = Model.boundedStep(report.step)
    let running = phase.isRunning
    if case .evaluating(let paused) = phase, report.command != .evaluate { phase = paused ? .paused : .training }
    switch report.command {
    case .pause:
      if running { phase = .paused }
      if controls.pendingPause == true { controls.pendingPause = nil }
      note(report.command.summary, kind: .command, step: at)
    case .resume:
      if running { phase = .training }
      if controls.pendingPause == false { controls.pendingPause = nil }
      note(report.command.summary, kind: .command, step: at)
    case .singleStep:
      if running { phase = .paused }
      controls.pendingPause = nil
      note(report.command.summary, kind: .command, step: at)
    case .margin(let margin):
      note(
        "margin \(NumberFormat.trimmed(self.margin, decimals: 2)) → \(NumberFormat.trimmed(Double(margin), decimals: 2))",
        kind: .command, step: at)
      controls.applyMargin(margin, at: clockSeconds)
      changes.add("\(MarginReach.letter(recipe)) \(NumberFormat.trimmed(Double(margin), decimals: 2))", step: at)
      latest?.margin = margin
      started?.recipe.margin = margin
    case .learningRate(let rate):
      note("peak \(report.command.summary)", kind: .command, step: at)
      controls.applyLearningRate(rate, at: clockSeconds)
      changes.add("rate \(NumberFormat.scientific(Double(rate), decimals: 1))", step: at)
    case .miner(let miner):
      note(report.command.summary, kind: .command, step: at)
      started?.recipe.miner = miner
      changes.add(miner.rawValue, step: at)
    case .evaluate, .checkpoint: note(report.command.summary, kind: .command, step: at)
    case .stop:
      if running { phase = .stopping }
      controls.discardPending()
      note(report.command.summary, kind: .command, step: at)
    }
  }

  private mutating func apply(_ report: CommandRejectedReport) {
    controls.reject(report.command)
    note("rejected: \(report.reason)", kind: .warning, step: Model.boundedStep(report.step))
  }

  private mutating func apply(_ report: CollapseReport) {
    if collapse == nil {
      note("collapse: all embeddings are becoming equal", kind: .warning, step: Model.boundedStep(report.step))
      note("try: \(report.remedy)", kind: .warning, step: Model.boundedStep(report.step))
    }
    collapse = report
  }

  private mutating func fail(_ report: FailedReport) -> [Effect] {
    phase = .failed(String(report.message.prefix(1000)))
    controls.discardPending()
    if overlay == .quit { overlay = nil }
    note("failed: \(report.message)", kind: .warning, step: Model.boundedStep(report.step))
    return isQuitting ? [.leave(save: true)] : []
  }

  private mutating func finish(_ report: FinishedReport) -> [Effect] {
    guard !isFailed else { return [] }
    phase = .finished
    finished = report
    controls.discardPending()
    if overlay == .quit { overlay = nil }
    note(
      "\(report.complete ? "finished" : "stopped") after \(NumberFormat.duration(report.seconds))", kind: .good,
      step: Model.boundedStep(report.step))
    if let unsaved = report.unsaved {
      note("not saved: \(unsaved)", kind: .warning, step: Model.boundedStep(report.step))
    }
    return isQuitting ? [.leave(save: true)] : []
  }

  private var isFailed: Bool {
    if case .failed = phase { true } else { false }
  }
}
