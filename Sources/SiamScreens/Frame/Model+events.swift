import SiamCanvas
import SiamMessages

extension Model {
  /// Takes what training said into the state.
  mutating func take(_ event: TrainingEvent) -> [Effect] {
    switch event {
    case .evaluation, .evaluating: break
    default: pace.endEvaluation(at: clockSeconds)
    }
    switch event {
    case .started(let report): start(report)
    case .resumed(let report): resume(report)
    case .obstructed(let report): take(report)
    case .planned(let report): plannedSteps = Model.sensibleStep(report.steps)
    case .step(let report): take(report)
    case .evaluating(let report): evaluate(report)
    case .evaluation(let report): take(report)
    case .command(let report): take(report)
    case .collapse(let report): take(report)
    case .checkpoint(let report):
      note("saved \(report.file.split(separator: "/").last ?? "")", kind: .note, step: Model.sensibleStep(report.step))
    case .failed(let report): return fail(report)
    case .finished(let report): return finish(report)
    }
    return []
  }

  /// Adds a line to the log.
  mutating func note(_ text: String, kind: RunLog.Kind, step: Int? = nil) {
    log.add(text, kind: kind, step: step ?? self.step, at: clockSeconds)
  }

  /// A trained run is explored.
  mutating func explore(_ report: ExplorationReport) {
    exploration = report
    step = Model.sensibleStep(report.step)
    phase = .exploring
    if screen.needsTraining { screen = .support }
  }

  /// A number of steps that no sum can overflow.
  static func sensibleStep(_ step: Int) -> Int { min(max(0, step), 1_000_000_000_000) }

  private mutating func start(_ report: StartedReport) {
    started = report
    if !isOver, phase != .stopping { phase = .training }
    let data = report.data
    note(
      "\(data.name): \(Figures.grouped(data.training.classes)) classes to train on, "
        + "\(Figures.grouped(data.validation.classes)) held out"
        + (data.test.classes > 0 ? ", \(Figures.grouped(data.test.classes)) kept for the final figure" : ""),
      kind: .note, step: step)
    if let split = data.split { note("split: \(split.line)", kind: .note, step: step) }
  }

  private mutating func resume(_ report: ResumedReport) {
    if replay != nil {
      // What ended the run before it was gone on with is long past.
      phase = .training
      finished = nil
    } else if !isOver, phase != .stopping {
      phase = .training
    }
    started?.recipe = report.recipe
    step = Model.sensibleStep(report.step)
    note("goes on after step \(Figures.grouped(step))", kind: .note, step: step)
    for change in report.changes { note(change, kind: .note, step: step) }
  }

  private mutating func take(_ report: ObstructedReport) {
    obstruction = report.reason == nil ? nil : report
    note(
      report.reason.map { "waits: \($0)" } ?? "everything is written again",
      kind: report.reason == nil ? .note : .warning)
  }

  /// Whether the run has ended.
  var isOver: Bool {
    switch phase {
    case .finished, .failed: true
    default: false
    }
  }

  private mutating func take(_ report: StepReport) {
    step = Model.sensibleStep(report.step)
    latest = report
    curves.steps.follow(report, step: step, recipe)
    distanceRange.follow(report)
    pace.step(report, step: step)
    showcase.follow(report, step: step)
    switch phase {
    case .loading, .evaluating(paused: false): phase = .training
    case .evaluating(paused: true): phase = .paused
    case .training, .paused, .stopping, .finished, .failed, .exploring: break
    }
    if let alarm = collapse, alarm.isOver(with: report) {
      collapse = nil
      note("the embeddings have spread again", kind: .good, step: step)
    }
  }

  private mutating func evaluate(_ report: EvaluatingReport) {
    pace.beginEvaluation(at: clockSeconds)
    evaluationsAwaited = max(1, started?.recipe.evaluation.settings.count ?? 1)
    if phase.isRunning { phase = .evaluating(paused: phase.isPaused) }
  }

  private mutating func take(_ report: EvaluationReport) {
    defer { countEvaluation() }
    guard follow(EvaluationPoint(report), latest: report) else { return }
    note(
      "\(report.way)-way \(Figures.percent(Double(report.accuracy))) %", kind: .evaluation,
      step: Model.sensibleStep(report.step))
  }

  /// Adds an evaluation's points to the curves; whether there is room for its setting.
  mutating func follow(_ point: EvaluationPoint, latest: EvaluationReport) -> Bool {
    let position = Double(Model.sensibleStep(point.step))
    if let loss = point.loss, curves.heldOutLoss.lastPosition < position {
      curves.heldOutLoss.append(Double(loss), at: position)
    }
    if let eer = point.eer, curves.heldOutEER.lastPosition < position {
      curves.heldOutEER.append(Double(eer), at: position)
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

  /// Counts the figures an evaluation brings; after the last one training goes on, or stays paused.
  private mutating func countEvaluation() {
    guard evaluationsAwaited > 0 else { return }
    evaluationsAwaited -= 1
    guard evaluationsAwaited == 0 else { return }
    pace.endEvaluation(at: clockSeconds)
    if case .evaluating(let paused) = phase { phase = paused ? .paused : .training }
  }

  private mutating func take(_ report: CommandReport) {
    let at = Model.sensibleStep(report.step)
    let running = phase.isRunning
    if case .evaluating(let paused) = phase, report.command != .evaluate { phase = paused ? .paused : .training }
    switch report.command {
    case .pause:
      if running { phase = .paused }
      if controls.pendingPause == true { controls.pendingPause = nil }
      note("paused", kind: .command, step: at)
    case .resume:
      if running { phase = .training }
      if controls.pendingPause == false { controls.pendingPause = nil }
      note("going on", kind: .command, step: at)
    case .singleStep:
      if running { phase = .paused }
      controls.pendingPause = nil
      note("one step", kind: .command, step: at)
    case .margin(let margin):
      note(
        "margin \(Figures.fixed(self.margin, decimals: 2)) → \(Figures.fixed(Double(margin), decimals: 2))",
        kind: .command, step: at)
      controls.applyMargin(margin, at: clockSeconds)
      changes.add("\(MarginReach.letter(recipe)) \(Figures.fixed(Double(margin), decimals: 2))", step: at)
      latest?.margin = margin
      started?.recipe.margin = margin
    case .learningRate(let rate):
      note("learning rate \(Figures.scientific(Double(rate))) at its peak", kind: .command, step: at)
      controls.applyLearningRate(rate, at: clockSeconds)
      changes.add("rate \(Figures.scientific(Double(rate), decimals: 1))", step: at)
    case .miner(let miner):
      note("miner \(miner.rawValue)", kind: .command, step: at)
      started?.recipe.miner = miner
      changes.add(miner.rawValue, step: at)
    case .evaluate:
      note("evaluating now", kind: .command, step: at)
    case .checkpoint:
      note("saving now", kind: .command, step: at)
    case .stop:
      if running { phase = .stopping }
      controls.giveUp()
      note("stopping", kind: .command, step: at)
    }
  }

  private mutating func take(_ report: CollapseReport) {
    if collapse == nil {
      note("collapse: all embeddings are becoming equal", kind: .warning, step: Model.sensibleStep(report.step))
      note("try: \(report.remedy)", kind: .warning, step: Model.sensibleStep(report.step))
    }
    collapse = report
  }

  private mutating func fail(_ report: FailedReport) -> [Effect] {
    phase = .failed(String(report.message.prefix(1000)))
    controls.giveUp()
    if overlay == .quit { overlay = nil }
    note("failed: \(report.message)", kind: .warning, step: Model.sensibleStep(report.step))
    return isLeaving ? [.leave(save: true)] : []
  }

  private mutating func finish(_ report: FinishedReport) -> [Effect] {
    guard !isFailed else { return [] }
    phase = .finished
    finished = report
    controls.giveUp()
    if overlay == .quit { overlay = nil }
    note(
      "\(report.complete ? "finished" : "stopped") after \(Figures.duration(report.seconds))", kind: .good,
      step: Model.sensibleStep(report.step))
    return isLeaving ? [.leave(save: true)] : []
  }

  private var isFailed: Bool {
    if case .failed = phase { true } else { false }
  }
}
