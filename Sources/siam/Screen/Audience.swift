import Foundation
import SiamData
import SiamMessages
import SiamScreens
import SiamTerminal
import SiamTraining
import Synchronization

/// The front end's state and its ties to the run: what tasks feed, and the terminal's thread draws.
///
/// State, not a queue: a wake-up that is lost loses nothing.
final class Audience: Sendable {
  private struct State {
    var model = Model(width: 80, height: 24)
    var isFresh = false
    var leaving: Bool?
    var session: TrainingSession?
    var dataset: Dataset?
    var folder: RunFolder?
    /// Commands given before there was a session.
    var early: [TrainingCommand] = []
    var waker: Waker?
    var refusal: Refusal?
    var failure: String?
    var standardError: [String] = []
    var evaluation: EvaluationReport?
    var finished: FinishedReport?
  }

  private let state = Mutex(State())
  private let start = ContinuousClock.now

  /// Sets up the model for the terminal's size and abilities; what it has heard already stays.
  func open(waker: Waker, _ prepare: (inout Model) -> Void) {
    state.withLock { state in
      prepare(&state.model)
      state.waker = waker
    }
  }

  /// The run has begun; commands given early reach it now.
  func begin(_ session: TrainingSession, dataset: Dataset, folder: RunFolder) {
    let (early, isLeft) = state.withLock { state in
      state.session = session
      state.dataset = dataset
      state.folder = folder
      return (state.early, state.leaving != nil)
    }
    for command in early { session.send(command) }
    if isLeft { session.send(.stop) }
  }

  /// The run could not begin.
  func fail(_ refusal: Refusal) {
    let waker = state.withLock { state in
      state.refusal = refusal
      state.leaving = true
      return state.waker
    }
    waker?.wake()
  }

  /// Takes a message into the state and does what follows from it.
  func take(_ message: Message) {
    let (effects, waker) = state.withLock { state in
      if case .event(let event) = message { Self.remember(event, &state) }
      state.isFresh = true
      return (update(&state.model, message), state.waker)
    }
    perform(effects)
    if case .event = message { waker?.wake() }
  }

  private static func remember(_ event: TrainingEvent, _ state: inout State) {
    switch event {
    case .evaluation(let report): state.evaluation = report
    case .finished(let report): state.finished = report
    case .failed(let report): state.failure = report.message
    default: break
    }
  }

  /// Does what the state wants done.
  func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .command(let command):
        let session = state.withLock { state in
          if state.session == nil { state.early.append(command) }
          return state.session
        }
        session?.send(command)
      case .ask(let number, .pictures(let images)):
        guard let dataset = state.withLock({ $0.dataset }) else { continue }
        take(.answer(number: number, .pictures(images.compactMap(dataset.picture))))
      case .leave(let save):
        let (waker, session) = state.withLock { state in
          state.leaving = save
          return (state.waker, state.session)
        }
        // Training may have begun without the screen having heard of it yet.
        session?.send(.stop)
        waker?.wake()
      }
    }
  }

  /// The model to draw, with the time in it, where there is something new since the last call.
  func newest(always: Bool) -> Model? {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    let (effects, model) = state.withLock { state -> ([Effect], Model?) in
      guard state.isFresh || always else { return ([], nil) }
      state.isFresh = false
      let effects = update(&state.model, .clock(seconds: Double(seconds) + Double(attoseconds) * 1e-18))
      return (effects, state.model)
    }
    perform(effects)
    return model
  }

  /// Keeps a line of standard error for when the screen is gone.
  func note(_ line: String) {
    state.withLock { state in
      if state.standardError.count < 100 { state.standardError.append(line) }
    }
  }

  /// Whether to leave, and then whether to wait for the run to save.
  var leaving: Bool? { state.withLock { $0.leaving } }
  /// Whether nobody waits for the run any more.
  var isOver: Bool { leaving != nil || state.withLock { $0.early.contains(.stop) } }
  /// Why the run could not begin.
  var refusal: Refusal? { state.withLock { $0.refusal } }
  /// Why the run ended early.
  var failure: String? { state.withLock { $0.failure } }
  /// What was written to standard error while the screen was up.
  var standardError: [String] { state.withLock { $0.standardError } }

  /// The run in a line or two, for when the screen is gone.
  var summary: String? {
    state.withLock { state in
      guard let finished = state.finished, let folder = state.folder else { return nil }
      var text = "siam: \(finished.complete ? "finished" : "stopped") after \(finished.step) steps"
      if let report = state.evaluation {
        text += String(
          format: "; %d-way %d-shot %.1f %% ± %.1f at step %d", report.way, report.shot, report.accuracy * 100,
          report.interval95 * 100, report.step)
      }
      return text + "\nKept in \(folder.url.path)"
    }
  }
}
