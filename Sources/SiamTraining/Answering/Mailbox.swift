internal import SiamMessages
internal import Synchronization

/// What waits for the compute thread between two steps: commands in the order they came, and questions.
final class Mailbox: Sendable {
  private struct State {
    var commands: [TrainingCommand] = []
    var questions = QuestionQueue()
    var isClosed = false
    /// What is to be written can't be.
    var isHeld = false
    var isStopping = false
    var waiting: CheckedContinuation<Void, Never>?
  }
  private let state = Mutex(State())

  func put(_ command: TrainingCommand) {
    change { state in
      state.commands.append(command)
      if command == .stop { state.isStopping = true }
    }
  }

  /// Lets no step be taken, or lets steps be taken again.
  func hold(_ isHeld: Bool) { change { $0.isHeld = isHeld } }

  var isHeld: Bool { state.withLock { $0.isHeld } }
  /// Whether the end was asked for.
  var isStopping: Bool { state.withLock { $0.isStopping } }

  func put(_ question: NumberedQuestion) { change { if !$0.isClosed { $0.questions.add(question) } } }

  /// Takes no more questions, and forgets those that wait.
  func close() {
    change { state in
      state.isClosed = true
      state.questions.removeAll()
    }
  }

  /// The next command, or nil where there is none.
  func takeCommand() -> TrainingCommand? {
    state.withLock { $0.commands.isEmpty ? nil : $0.commands.removeFirst() }
  }

  /// The next question, or nil where there is none.
  func takeQuestion() -> NumberedQuestion? { state.withLock { $0.questions.take() } }

  /// Suspends until there is a command or a question, or a step may be taken.
  func wait(isPaused: Bool) async {
    await wait { !$0.commands.isEmpty || !$0.questions.isEmpty || (!isPaused && !$0.isHeld) }
  }

  /// The next question, once there is one, whatever commands come; nil when closed.
  func nextQuestion() async -> NumberedQuestion? {
    await wait { !$0.questions.isEmpty || $0.isClosed }
    return takeQuestion()
  }

  private func change(_ body: (inout State) -> Void) {
    let waiting = state.withLock { state in
      body(&state)
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume()
  }

  private func wait(until isReady: (borrowing State) -> Bool) async {
    while !state.withLock({ isReady($0) }) {
      await withCheckedContinuation { continuation in
        let isLate = state.withLock { state in
          let isLate = isReady(state)
          if !isLate { state.waiting = continuation }
          return isLate
        }
        if isLate { continuation.resume() }
      }
    }
  }
}
