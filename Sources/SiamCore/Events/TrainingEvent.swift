/// An event of a training run. Screens, progress lines and the journal learn about training only from events.
///
/// In JSON, an event is an object with its kind under `"event"` and the fields of its report beside it.
public enum TrainingEvent: Equatable, Sendable {
  /// The run started; its first event.
  case started(StartedReport)
  /// The run resumed from a checkpoint, which invalidates events of later steps.
  case resumed(ResumedReport)
  /// The number of steps was determined.
  case planned(PlannedReport)
  /// A training step was completed.
  case step(StepReport)
  /// An evaluation on validation classes started.
  case evaluating(EvaluationStartedReport)
  /// An evaluation on validation classes was completed.
  case evaluation(EvaluationReport)
  /// A command was applied.
  case command(CommandReport)
  /// A command was rejected; nothing changed.
  case commandRejected(CommandRejectedReport)
  /// The embeddings collapsed: all are nearly equal.
  case collapse(CollapseReport)
  /// A checkpoint was written.
  case checkpoint(CheckpointReport)
  /// Writing the run to disk failed and training waits, or writing succeeded again.
  case writeStalled(WriteStalledReport)
  /// The run stopped because of an error.
  case failed(FailedReport)
  /// The run ended; its last event.
  case finished(FinishedReport)
}

extension TrainingEvent {
  /// The number of completed steps at the time of the event; nil for events that belong to no step.
  package var step: Int? {
    switch self {
    case .started, .writeStalled, .resumed: nil
    case .planned(let report): report.step
    case .step(let report): report.step
    case .evaluating(let report): report.step
    case .evaluation(let report): report.step
    case .command(let report): report.step
    case .commandRejected(let report): report.step
    case .collapse(let report): report.step
    case .checkpoint(let report): report.step
    case .failed(let report): report.step
    case .finished(let report): report.step
    }
  }
}
