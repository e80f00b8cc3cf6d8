import SiamCanvas
import SiamMessages

extension Model {
  /// A run is replayed, from its first event on.
  mutating func beginReplay(_ report: ReplayReport) {
    replay = ReplayState(report)
    journalShare = nil
    if report.damagedLines > 0 {
      note("\(Figures.grouped(report.damagedLines)) lines of the journal can't be read", kind: .warning)
    }
  }

  /// Shows a run as it was after some step; what a person has set or opened stays.
  mutating func restore(_ restoration: Restoration) {
    forgetRun()
    // What is told again is no news.
    let now = clockSeconds
    clockSeconds = -Footer.newsSeconds * 1000
    for event in restoration.told { _ = take(event) }
    clockSeconds = now
    curves = Curves()
    curves.steps = restoration.curves
    accuracies = []
    var newest: [EpisodeSetting: EvaluationReport] = [:]
    for report in restoration.newest { newest[EpisodeSetting(way: report.way, shot: report.shot)] = report }
    for point in restoration.evaluations {
      if let report = newest[point.setting] { _ = follow(point, latest: report) }
    }
    if replay?.wanted == restoration.asked { replay?.wanted = nil }
  }

  /// Forgets all that a run has told.
  private mutating func forgetRun() {
    phase = .loading
    started = nil
    plannedSteps = nil
    latest = nil
    step = 0
    distanceRange = DistanceRange()
    evaluationsAwaited = 0
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
    triplets.held = nil
    triplets.followed = nil
    inquiries.forgetAll()
  }

  /// What a replay can't do is said, not done.
  mutating func refuseChanges(_ effects: [Effect]) -> [Effect] {
    guard replay != nil else { return effects }
    let allowed = effects.filter { if case .command = $0 { false } else { true } }
    if allowed.count < effects.count {
      controls.giveUp()
      note("a replay can't be changed; siam train --resume goes on with a run", kind: .warning)
    }
    return allowed
  }

  /// Goes to a step.
  mutating func seek(_ step: Int) -> [Effect] {
    guard let target = replay?.bounded(step) else { return [] }
    replay?.wanted = target
    return [.replay(.seek(step: target))]
  }

  /// The step that is shown, or that was asked for last.
  var replayStep: Int { replay?.wanted ?? step }

  /// Does what a replay's keys stand for; nil where an action is none of a replay's.
  mutating func performReplay(_ action: Action) -> [Effect]? {
    guard let state = replay else { return nil }
    let scrub = max(1, state.report.steps / 50)
    switch action {
    case .playOrPause, .pauseOrResume:
      let isPlaying = !state.isPlaying
      replay?.isPlaying = isPlaying
      // At the end it begins again.
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

  /// Plays at another speed.
  mutating func play(at speed: ReplaySpeed) -> [Effect] {
    replay?.speed = speed
    return [.replay(.speed(speed))]
  }

  private mutating func pauseAndSeek(_ step: Int) -> [Effect] {
    let pause: [Effect] = replay?.isPlaying == true ? [.replay(.play(false))] : []
    replay?.isPlaying = false
    return pause + seek(step)
  }

  /// The mouse was used on the timeline, or holds it; nil where it has nothing to do with it.
  mutating func pointTimeline(_ event: MouseEvent, in row: Rectangle) -> [Effect]? {
    guard let state = replay else { return nil }
    switch event.action {
    case .press where event.row == row.row: replay?.isHeld = true
    case .drag where state.isHeld: break
    case .release where state.isHeld:
      replay?.isHeld = false
      return []
    case .wheelUp where event.row == row.row: return performReplay(.scrubBack)
    case .wheelDown where event.row == row.row: return performReplay(.scrubOn)
    default: return nil
    }
    guard let step = Timeline.step(at: event.column, self, in: row), step != replayStep else { return [] }
    return seek(step)
  }
}
