import Foundation
import SiamData
import SiamMessages
import SiamReplay
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
    var replay: ReplaySession?
    var answering: (any Answering)?
    /// Who answers about a replayed run's past.
    var past: LookBackSession?
    /// Why nobody will answer.
    var unanswered: String?
    /// Who answers about the runs on disk.
    var desk: RunsDesk?
    /// A run that is to be shown instead, until the person comes back.
    var visit: VisitOrder?
    var dataset: Dataset?
    var folder: RunFolder?
    /// Commands given before there was a session.
    var early: [TrainingCommand] = []
    /// Questions asked before there was anyone to answer.
    var earlyQuestions = QuestionQueue()
    var waker: Waker?
    var refusal: CommandFailure?
    var failure: String?
    var standardError: [String] = []
    var evaluation: EvaluationReport?
    var finished: FinishedReport?
    /// Drawings of news, at most.
    var framesASecond: Int
  }

  private let state: Mutex<State>
  private let start = ContinuousClock.now

  /// The folder that keeps runs, for its screen.
  let runs: String

  /// Nobody listens yet, and news will be drawn at most this often.
  ///
  /// - Parameters:
  ///   - runs: the folder that keeps runs.
  ///   - shown: runs that are trained or shown from the start, and so not deleted.
  ///   - framesASecond: how often.
  init(runs: String, shown: Set<String> = [], framesASecond: Int = ScreenSettings.usualFramesASecond) {
    self.runs = runs
    state = Mutex(State(framesASecond: framesASecond))
    let desk = RunsDesk(runs, shown: shown) { [weak self] reply in
      self?.take(.answer(number: reply.number, reply.answer))
    }
    state.withLock { $0.desk = desk }
  }

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
      state.folder = folder
      state.desk?.keep(folder.url.path)
      return (state.early, state.leaving != nil)
    }
    for command in early { session.send(command) }
    if isLeft { session.send(.stop) }
    ask(session, about: dataset)
  }

  /// Images are being read.
  func hear(_ progress: LoadingProgress) { take(.loading(progress)) }

  /// A trained run can be explored.
  func begin(_ session: ExplorationSession) {
    ask(session, about: session.dataset)
    take(.exploring(session.report))
  }

  /// A run is about to be replayed.
  func begin(_ session: ReplaySession) { state.withLock { $0.replay = session } }

  /// Questions about a replayed run can be answered.
  func begin(_ session: LookBackSession) {
    state.withLock { state in
      session.go(to: state.model.shownStep)
      state.past = session
    }
    ask(session, about: session.dataset)
  }

  /// Nobody will answer questions, for a reason.
  func refuse(_ reason: String) {
    let early = state.withLock { state in
      state.unanswered = reason
      var early: [NumberedQuestion] = []
      while let asked = state.earlyQuestions.take() { early.append(asked) }
      return early
    }
    for asked in early { refuse(asked, reason) }
  }

  private func refuse(_ asked: NumberedQuestion, _ reason: String) {
    take(.answer(number: asked.number, .refused(asked.question.kind, reason: reason)))
  }

  /// From now on questions go to `answering`, those asked early first; its answers come as messages.
  private func ask(_ answering: any Answering, about dataset: Dataset) {
    state.withLock { state in
      state.answering = answering
      state.dataset = dataset
      // Asked with the state locked, so that no newer question of a kind comes before an older one.
      while let asked = state.earlyQuestions.take() { answering.ask(asked.question, number: asked.number) }
    }
    Task { for await reply in answering.answers { take(.answer(number: reply.number, reply.answer)) } }
  }

  /// Pictures are at hand; everything else is asked of whoever has the network.
  private func ask(_ asked: NumberedQuestion) {
    if asked.question.isAboutRuns {
      state.withLock { $0.desk }?.ask(asked)
      return
    }
    let (answering, dataset, unanswered) = state.withLock { state in
      if state.answering == nil, state.unanswered == nil { state.earlyQuestions.add(asked) }
      return (state.answering, state.dataset, state.unanswered)
    }
    if let unanswered { return refuse(asked, unanswered) }
    if case .pictures(let images) = asked.question, let dataset {
      take(.answer(number: asked.number, .pictures(images.compactMap(dataset.picture))))
    } else {
      answering?.ask(asked.question, number: asked.number)
    }
  }

  /// Nothing more will be asked.
  func close() {
    let (answering, desk) = state.withLock { ($0.answering, $0.desk) }
    answering?.close()
    desk?.close()
  }

  /// The run could not begin.
  func fail(_ refusal: CommandFailure) {
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
      if case .event(let event) = message, state.replay == nil { Self.remember(event, &state) }
      // News on news that nobody has seen wakes nobody: the screen will look anyway.
      let waker = state.isFresh ? nil : state.waker
      state.isFresh = true
      let effects = update(&state.model, message)
      state.past?.go(to: state.model.shownStep)
      return (effects, waker)
    }
    perform(effects)
    // What a person did comes from the thread that draws.
    if case .input = message { return }
    waker?.wake()
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
      case .replay(let command): state.withLock { $0.replay }?.send(command)
      case .ask(let number, let question):
        ask(NumberedQuestion(number: number, question: question))
      case .drawAtMost(let times):
        let rates = ScreenSettings.framesASecond
        state.withLock { $0.framesASecond = min(max(times, rates.lowerBound), rates.upperBound) }
      case .saveScreen(let format, let path):
        let model = state.withLock { $0.model }
        // Not on the thread that draws: a disk may take its time.
        Task.detached { self.take(.said(ScreenFile.save(model, as: format, path: path))) }
      case .visit(let run, let start):
        state.withLock { $0.visit = VisitOrder(run: run, start: start) }
      case .remove(let run):
        let desk = state.withLock { $0.desk }
        // Not on the thread that draws: a disk may take its time.
        Task.detached { self.remove(run, by: desk) }
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

  private func remove(_ run: String, by desk: RunsDesk?) {
    do {
      try desk?.remove(run)
      take(.removed(run: run, problem: nil))
    } catch {
      take(.removed(run: run, problem: "\(error)"))
    }
  }

  /// The run that is to be shown instead, once.
  func takeVisit() -> VisitOrder? {
    state.withLock { state in
      defer { state.visit = nil }
      return state.visit
    }
  }

  /// Runs that are trained or shown here.
  var kept: Set<String> { state.withLock { $0.desk }?.kept ?? [] }

  /// What a run that is opened here begins with.
  var visit: Model { state.withLock { $0.model.visit } }

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

  /// Between two drawings of news.
  var frame: Duration { .seconds(1) / state.withLock { $0.framesASecond } }

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
  var refusal: CommandFailure? { state.withLock { $0.refusal } }
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
