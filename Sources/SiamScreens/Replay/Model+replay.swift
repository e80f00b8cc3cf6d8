import SiamCanvas
import SiamCore

extension Model {
  /// Starts the replay of a run.
  mutating func beginReplay(_ report: ReplayReport) {
    replay = ReplayState(report)
    journalShare = nil
    if report.damagedLines > 0 {
      note("journal: \(NumberFormat.grouped(report.damagedLines)) unreadable lines skipped", kind: .warning)
    }
  }

  /// Shows the run after some step; view options and the open screen stay as they are.
  mutating func restore(_ restoration: Restoration) {
    forgetRun()
    // Repeated events are not news: the footer must not show them.
    let now = clockSeconds
    clockSeconds = -Footer.newsSeconds * 1000
    for event in restoration.events { _ = apply(event) }
    clockSeconds = now
    curves = Curves()
    curves.steps = restoration.curves
    accuracies = []
    var newest: [EpisodeSetting: EvaluationReport] = [:]
    for report in restoration.newest { newest[EpisodeSetting(way: report.way, shot: report.shot)] = report }
    for point in restoration.evaluations {
      if let report = newest[point.setting] { _ = follow(point, latest: report) }
    }
    if replay?.requested == restoration.requestedStep { replay?.requested = nil }
  }

  /// Resets everything that comes from events of the run.
  private mutating func forgetRun() {
    phase = .loading
    started = nil
    plannedSteps = nil
    latest = nil
    step = 0
    distanceRange = DistanceRange()
    pendingEvaluations = 0
    pace = Pace()
    let focus = controls.focus
    controls = Controls()
    controls.focus = focus
    showcase = Showcase()
    changes = CurveNotes()
    newest = nil
    collapse = nil
    obstruction = nil
    finished = nil
    log = RunLog()
    triplets.frozen = nil
    triplets.followed = nil
    queryTracker.forgetAll()
  }

  /// Removes commands to training during a replay, with a note in the log.
  mutating func rejectChanges(_ effects: [Effect]) -> [Effect] {
    guard replay != nil else { return effects }
    let allowed = effects.filter { if case .command = $0 { false } else { true } }
    if allowed.count < effects.count {
      controls.discardPending()
      note("a replay can't be changed; resume the run with siam train --resume", kind: .warning)
    }
    return allowed
  }

  /// Requests the state after a step.
  mutating func seek(_ step: Int) -> [Effect] {
    guard let target = replay?.bounded(step) else { return [] }
    replay?.requested = target
    return [.replay(.seek(step: target))]
  }

  /// The step that was last requested, or the step that is shown.
  var replayStep: Int { replay?.requested ?? step }

  /// Performs an action of a replay.
  ///
  /// - Returns: nil if there is no replay, or if the action is not one of a replay.
  mutating func performReplay(_ action: Action) -> [Effect]? {
    guard let state = replay else { return nil }
    let scrub = max(1, state.report.steps / 50)
    switch action {
    case .playOrPause, .pauseOrResume:
      let isPlaying = !state.isPlaying
      replay?.isPlaying = isPlaying
      // At the end, play from the start.
      let rewind = isPlaying && replayStep >= state.report.steps ? seek(0) : []
      return rewind + [.replay(.play(isPlaying))]
    case .stepBack: return pauseAndSeek(replayStep - 1)
    case .stepOn: return pauseAndSeek(replayStep + 1)
    case .scrubBack: return seek(replayStep - scrub)
    case .scrubOn: return seek(replayStep + scrub)
    case .toBegin: return seek(0)
    case .toEnd: return seek(state.report.steps)
    case .previousCheckpoint: return seek(state.checkpoint(from: replayStep, forward: false) ?? 0)
    case .nextCheckpoint: return seek(state.checkpoint(from: replayStep, forward: true) ?? state.report.steps)
    case .slower: return play(at: state.speed.slower)
    case .faster: return play(at: state.speed.faster)
    default: return nil
    }
  }

  /// Sets the speed of the replay.
  mutating func play(at speed: ReplaySpeed) -> [Effect] {
    replay?.speed = speed
    return [.replay(.speed(speed))]
  }

  private mutating func pauseAndSeek(_ step: Int) -> [Effect] {
    let pause: [Effect] = replay?.isPlaying == true ? [.replay(.play(false))] : []
    replay?.isPlaying = false
    return pause + seek(step)
  }

  /// Handles the mouse on the timeline.
  ///
  /// - Returns: nil if the event does not concern the timeline.
  mutating func handleTimeline(_ event: MouseEvent, in row: Rectangle) -> [Effect]? {
    guard let state = replay else { return nil }
    switch event.action {
    case .press where event.row == row.row: replay?.isDragged = true
    case .drag where state.isDragged: break
    case .release where state.isDragged:
      replay?.isDragged = false
      return []
    case .wheelUp where event.row == row.row: return performReplay(.scrubBack)
    case .wheelDown where event.row == row.row: return performReplay(.scrubOn)
    default: return nil
    }
    guard let step = Timeline.step(at: event.column, self, in: row), step != replayStep else { return [] }
    return seek(step)
  }
}
