extension TrainingEvent {
  /// Steps taken when it was told; nil of what belongs to no step.
  package var step: Int? {
    switch self {
    case .started, .obstructed, .resumed: nil
    case .planned(let report): report.step
    case .step(let report): report.step
    case .evaluating(let report): report.step
    case .evaluation(let report): report.step
    case .command(let report): report.step
    case .collapse(let report): report.step
    case .checkpoint(let report): report.step
    case .failed(let report): report.step
    case .finished(let report): report.step
    }
  }
}
