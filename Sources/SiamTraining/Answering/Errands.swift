package import SiamMessages

/// What takes long and needs no network: it runs beside the compute thread, and a newer question of its kind cancels
/// it.
package struct Errands {
  private var running: [Question.Kind: Task<Void, Never>] = [:]

  /// Nothing runs.
  package init() {}

  /// Answers a question when `work` is done, unless it was cancelled; cancelled work may end with nil.
  package mutating func run(
    _ asked: NumberedQuestion, send: @escaping @Sendable (NumberedAnswer) -> Void,
    _ work: @escaping @Sendable (_ isCancelled: () -> Bool) -> Answer?
  ) {
    cancel(asked.question.kind)
    running[asked.question.kind] = Task.detached(priority: .utility) {
      let answer = work { Task.isCancelled }
      if let answer, !Task.isCancelled { send(NumberedAnswer(number: asked.number, answer: answer)) }
    }
  }

  /// Cancels the errand of a kind, where one runs.
  package mutating func cancel(_ kind: Question.Kind) { running.removeValue(forKey: kind)?.cancel() }

  /// Cancels them all.
  package mutating func cancelAll() {
    for task in running.values { task.cancel() }
    running = [:]
  }
}
