import SiamRuns
import SiamInference
import Foundation
import SiamData
import SiamCore
import SiamScreens
import SiamTerminal
import SiamTraining
import Synchronization

/// The runtime of one screen: it owns the model, receives messages, runs `update`, and hands the newest model to the
/// thread that draws.
///
/// Messages come from any thread: keys from the terminal's, events and answers from tasks. Sessions are reached through
/// a `SessionLink`, and the effects of `update` go to an `EffectRunner`. The runtime holds state, not a queue: if a
/// wake-up is lost, the next one draws everything.
final class AppRuntime: Sendable {
  private struct State {
    var model = Model(width: 80, height: 24)
    /// Whether the model has changed since it was last drawn.
    var hasNews = false
    /// Whether to wait for the run to save, once the screen is to close.
    var leaving: Bool?
    var visit: VisitRequest?
    var waker: Waker?
    var framesPerSecond: Int
    var outcome = RunOutcome()
  }

  private let state: Mutex<State>
  /// The sessions that commands and queries go to.
  let sessions = SessionLink()
  private let start = ContinuousClock.now

  /// The folder that holds all runs, which the Runs screen lists.
  let runs: String

  /// Creates a runtime without a session.
  ///
  /// - Parameters:
  ///   - runs: the folder that holds all runs.
  ///   - shown: runs that are trained or shown from the start, and so can't be removed.
  ///   - framesPerSecond: the maximum frame rate for news from training.
  init(runs: String, shown: Set<String> = [], framesPerSecond: Int = ScreenSettings.defaultFramesPerSecond) {
    self.runs = runs
    state = Mutex(State(framesPerSecond: framesPerSecond))
    sessions.attach(library: RunLibrary(runs, openRuns: shown) { [weak self] in self?.receive($0) })
  }

  /// Connects the terminal: sets up the model for its size and abilities. Messages received earlier keep their effect.
  ///
  /// - Parameters:
  ///   - waker: ends the drawing thread's wait when there is something new.
  ///   - prepare: changes the model.
  func open(waker: Waker, _ prepare: (inout Model) -> Void) {
    state.withLock { state in
      prepare(&state.model)
      state.waker = waker
    }
  }

  // MARK: Sessions

  /// Attaches a run that has begun; commands sent early reach it now.
  func begin(_ session: TrainingSession, dataset: Dataset, folder: RunFolder) {
    state.withLock { $0.outcome.folder = folder.url.path }
    sessions.protect(folder.url.path)
    sessions.attach(training: session)
    sessions.attach(queries: session, picture: dataset.picture)
    forwardResults(of: session)
  }

  /// Attaches a trained model that is explored.
  func begin(_ session: ExplorationSession) {
    sessions.attach(queries: session, picture: session.dataset.picture)
    forwardResults(of: session)
    receive(.exploring(session.report))
  }

  /// Attaches a replay.
  func begin(_ session: ReplaySession) { sessions.attach(replay: session) }

  /// Attaches the session that answers queries about a replayed run.
  func begin(_ session: CheckpointSession) {
    // With the lock held, so that the step is still the one that is shown.
    state.withLock { sessions.attach(checkpoints: session, step: $0.model.shownStep) }
    forwardResults(of: session)
  }

  private func forwardResults(of session: any QuerySession) {
    Task { for await result in session.results { receive(result) } }
  }

  /// Rejects all queries, for a reason that the screen shows.
  func rejectQueries(_ reason: String) {
    for result in sessions.rejectQueries(reason) { receive(result) }
  }

  /// Ends the screen, because the run could not begin.
  func fail(_ failure: CommandFailure) {
    let waker = state.withLock { state in
      state.outcome.startFailure = failure
      state.leaving = true
      return state.waker
    }
    waker?.wake()
  }

  // MARK: Messages

  /// Updates the model with a message and performs the effects.
  func receive(_ message: Message) {
    let (effects, waker) = state.withLock { state in
      // If older news waits to be drawn, the drawing thread has been woken already.
      let waker = state.hasNews ? nil : state.waker
      state.hasNews = true
      let effects = update(&state.model, message)
      // Before the effects: queries among them are about the step that is shown.
      sessions.follow(step: state.model.shownStep)
      return (effects, waker)
    }
    perform(effects)
    // Input comes from the drawing thread itself.
    if case .input = message { return }
    waker?.wake()
  }

  func receive(_ result: QueryReply) { receive(.result(number: result.number, result.result)) }

  /// Receives an event of the run in training, and records it for the outcome; events of a replay are plain messages.
  func receive(training event: TrainingEvent) {
    state.withLock { $0.outcome.record(event) }
    receive(.event(event))
  }

  private func perform(_ effects: [Effect]) { EffectRunner(runtime: self, sessions: sessions).run(effects) }

  /// Keeps a line of standard error until the screen is gone.
  func record(standardError line: String) { state.withLock { $0.outcome.record(standardError: line) } }

  /// Records that TensorBoard logs could not be written.
  func recordLostLogs() { state.withLock { $0.outcome.hasLostLogs = true } }

  // MARK: Drawing

  /// The model as it is now.
  var model: Model { state.withLock { $0.model } }

  /// The model to draw, with its clock set; called on the drawing thread.
  ///
  /// - Parameter always: whether to return the model even if nothing has changed since the last call.
  /// - Returns: the model, or nil if there is nothing new.
  func newestModel(always: Bool) -> Model? {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let drawn = state.withLock { state -> (effects: [Effect], model: Model)? in
      guard state.hasNews || always else { return nil }
      state.hasNews = false
      return (update(&state.model, .clock(seconds: seconds)), state.model)
    }
    perform(drawn?.effects ?? [])
    return drawn?.model
  }

  /// The minimum time between two frames that draw news from training.
  var frameInterval: Duration { .seconds(1) / state.withLock { $0.framesPerSecond } }

  /// Sets the maximum frame rate for news from training, within `ScreenSettings.framesPerSecond`.
  func setFrameRate(_ framesPerSecond: Int) {
    let rates = ScreenSettings.framesPerSecond
    state.withLock { $0.framesPerSecond = min(max(framesPerSecond, rates.lowerBound), rates.upperBound) }
  }

  // MARK: Other runs

  /// Asks the terminal loop to show another run until the user comes back.
  func requestVisit(_ visit: VisitRequest) { state.withLock { $0.visit = visit } }

  /// The run to show instead, once for each request.
  func nextVisit() -> VisitRequest? {
    state.withLock { $0.visit.take() }
  }

  // MARK: Leaving

  /// Asks the terminal loop to close the screen.
  ///
  /// - Parameter save: whether to wait for the run to save.
  func leave(save: Bool) {
    let waker = state.withLock { state in
      state.leaving = save
      return state.waker
    }
    waker?.wake()
  }

  /// Nil while the screen stays; otherwise whether to wait for the run to save.
  var leaving: Bool? { state.withLock { $0.leaving } }

  /// Whether a run that begins now must end at once.
  var isOver: Bool { leaving != nil || sessions.isStopPending }

  /// What the run leaves on the terminal.
  var outcome: RunOutcome { state.withLock { $0.outcome } }
}
