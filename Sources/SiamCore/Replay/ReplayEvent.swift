/// An event of a replay: progress, a restored state, or an event of the run.
package enum ReplayEvent: Equatable, Sendable {
  /// The share of the journal, 0…1, that has been read; the replay hasn't started yet.
  case reading(share: Double)
  /// The replay has started; the run's events follow.
  case started(ReplayReport)
  /// The run's state after a jump; the events after that step follow.
  case restored(Restoration)
  /// The next event of the run.
  case event(TrainingEvent)
  /// The replay has reached the end of the run.
  case ended
}

/// A replayed run as a whole.
package struct ReplayReport: Equatable, Sendable {
  /// The run as named on the command line.
  package var run: String
  /// The run's last step.
  package var steps: Int
  /// The training time of all steps, in seconds.
  package var seconds: Double
  /// The steps of the checkpoints, ascending.
  package var checkpoints: [Int]
  /// The steps at which settings were changed, ascending.
  package var changes: [Int]
  /// The number of unreadable lines in the journal.
  package var damagedLines: Int
  /// The playback speed.
  package var speed: ReplaySpeed
  /// Whether the replay plays from the start (default: true).
  package var isPlaying: Bool

  /// Creates a report.
  package init(
    run: String, steps: Int, seconds: Double, checkpoints: [Int], changes: [Int], damagedLines: Int, speed: ReplaySpeed,
    isPlaying: Bool = true
  ) {
    self.run = run
    self.steps = steps
    self.seconds = seconds
    self.checkpoints = checkpoints
    self.changes = changes
    self.damagedLines = damagedLines
    self.speed = speed
    self.isPlaying = isPlaying
  }
}

/// The state of a run after a step. Its size is bounded for any number of steps.
package struct Restoration: Equatable, Sendable {
  /// The requested step.
  package var requestedStep: Int
  /// The newest events, and those older ones that still matter.
  package var events: [TrainingEvent]
  /// The curves up to that step.
  package var curves: StepCurves
  /// All evaluations up to that step.
  package var evaluations: [EvaluationPoint]
  /// The newest evaluation of each setting.
  package var newest: [EvaluationReport]

  /// Creates a state.
  package init(
    requestedStep: Int, events: [TrainingEvent], curves: StepCurves, evaluations: [EvaluationPoint],
    newest: [EvaluationReport]
  ) {
    self.requestedStep = requestedStep
    self.events = events
    self.curves = curves
    self.evaluations = evaluations
    self.newest = newest
  }
}
