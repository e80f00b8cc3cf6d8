public import SiamData
public import SiamMessages
internal import SiamTensors
internal import Synchronization

/// Answers questions about a run as it was after some step, by the newest checkpoint of that time; nothing trains.
public final class LookBackSession: Answering {
  /// Whose pictures the answers name.
  public let dataset: Dataset
  /// The answers to questions; for one reader. Ends after `close`.
  public let answers: AsyncStream<NumberedAnswer>
  private let mailbox = Mailbox()
  private let step: Mutex<Int>

  /// Looks back at a run from a step on.
  ///
  /// - Parameters:
  ///   - checkpoints: the run's.
  ///   - dataset: the data it was trained on, split as it was then.
  ///   - step: where to begin.
  ///   - threads: how many compute; every core where nil.
  public init(_ checkpoints: RunCheckpoints, dataset: Dataset, step: Int, threads: Int? = nil) {
    self.dataset = dataset
    self.step = Mutex(step)
    let (answers, replies) = AsyncStream.makeStream(of: NumberedAnswer.self)
    self.answers = answers
    let mailbox = mailbox
    let thread = ComputeThread()
    Task(executorPreference: thread) { [weak self] in
      let past = Past(checkpoints, dataset: dataset, threads: threads) { replies.yield($0) }
      while let asked = await mailbox.nextQuestion() {
        guard let step = self?.step.withLock({ $0 }) else { break }
        past.answer(asked, step: step)
      }
      past.close()
      replies.finish()
    }
  }

  deinit { close() }

  /// From now on questions are about the run after this step.
  public func go(to step: Int) { self.step.withLock { $0 = step } }

  /// Asks.
  public func ask(_ question: Question, number: Int) {
    mailbox.put(NumberedQuestion(number: number, question: question))
  }

  /// Takes no more questions.
  public func close() { mailbox.close() }
}

/// What the compute thread has of a run's past.
private final class Past {
  private let checkpoints: RunCheckpoints
  private let dataset: Dataset
  private let threads: Int?
  private let send: @Sendable (NumberedAnswer) -> Void
  private var answerer: Answerer?
  private var moment: Answerer.Moment?

  init(
    _ checkpoints: RunCheckpoints, dataset: Dataset, threads: Int?, send: @escaping @Sendable (NumberedAnswer) -> Void
  ) {
    self.checkpoints = checkpoints
    self.dataset = dataset
    self.threads = threads
    self.send = send
  }

  func answer(_ asked: NumberedQuestion, step: Int) {
    do {
      let moment = try moment(at: step, for: asked.question)
      if answerer == nil {
        let areTrained = dataset.validation.isEmpty
        answerer = Answerer(
          try ComputeContext(threads: threads), dataset: dataset,
          classes: areTrained ? dataset.training : dataset.validation, areTrained: areTrained, send: send)
      }
      answerer?.answer(asked, at: moment)
    } catch {
      send(asked.refused(error))
    }
  }

  func close() { answerer?.close() }

  /// The network of the newest checkpoint, read where it is another than before; of any where none is needed.
  private func moment(at step: Int, for question: Question) throws -> Answerer.Moment {
    let needsNetwork =
      switch question {
      case .classes, .pictures, .files, .episode: false
      default: true
      }
    let known = needsNetwork ? step : max(step, checkpoints.steps.first ?? 0)
    guard let (found, file) = checkpoints.newest(upTo: known) else {
      throw LookBackError.noCheckpoint(step: step, first: checkpoints.steps.first)
    }
    if let moment, moment.step == found { return moment }
    let model = try TrainedModel(reading: file)
    let moment = Answerer.Moment(
      network: model.network, step: found, recipe: model.recipe, trainingStep: nil, isTraining: false)
    self.moment = moment
    return moment
  }
}

/// Why nothing is known of a run at some step.
enum LookBackError: Error, Equatable, CustomStringConvertible {
  /// The first checkpoint is of a later step, or there is none.
  case noCheckpoint(step: Int, first: Int?)

  /// One line: what, where, what to do.
  var description: String {
    switch self {
    case .noCheckpoint(let step, let first?):
      "no checkpoint is kept of step \(step) or before; the first is of \(first)"
    case .noCheckpoint(_, nil): "the run has kept no checkpoint, so nothing is known of its network"
    }
  }
}
