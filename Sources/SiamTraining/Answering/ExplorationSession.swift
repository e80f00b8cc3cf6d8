public import SiamData
public import SiamMessages
internal import SiamTensors

/// A trained model that answers questions in the background, about classes it was never trained on; nothing trains.
public final class ExplorationSession: Answering {
  /// What is explored.
  public let report: ExplorationReport
  /// Whose pictures the answers name.
  public let dataset: Dataset
  /// The answers to questions; for one reader. Ends after `close`.
  public let answers: AsyncStream<NumberedAnswer>
  private let mailbox: Mailbox

  /// Which data a model is explored on, and which of its classes.
  public struct Subject: Sendable {
    /// The images.
    public var dataset: Dataset
    /// Whether only its held-out classes are explored, else all; in either case none the model was trained on.
    public var isHeldOutOnly: Bool

    /// All of some data, or what is held out of it.
    public init(dataset: Dataset, isHeldOutOnly: Bool = false) {
      self.dataset = dataset
      self.isHeldOutOnly = isHeldOutOnly
    }
  }

  /// Opens a run and waits for questions.
  ///
  /// - Parameters:
  ///   - run: a run's folder, a checkpoint file, or the name of a model that comes with siam.
  ///   - threads: how many compute; every core where nil.
  ///   - read: reads the data, at the size the model needs.
  /// - Returns: the session, once it can answer.
  /// - Throws: `ModelError`, `TestClassesError` where fewer than two classes can be explored, and what `read` throws.
  public static func open(
    _ run: String, threads: Int? = nil, reading read: @escaping @Sendable (TrainedModel) throws -> Subject
  ) async throws -> ExplorationSession {
    let (answers, replies) = AsyncStream.makeStream(of: NumberedAnswer.self)
    let mailbox = Mailbox()
    let thread = ComputeThread()
    return try await withCheckedThrowingContinuation { continuation in
      Task(executorPreference: thread) {
        let exploration: Exploration
        do {
          let model = try TrainedModel(opening: run)
          exploration = try Exploration(run, model, try read(model), threads: threads) { replies.yield($0) }
        } catch {
          return continuation.resume(throwing: error)
        }
        continuation.resume(
          returning: ExplorationSession(exploration.report, exploration.dataset, answers: answers, mailbox))
        while let asked = await mailbox.nextQuestion() { exploration.answer(asked) }
        exploration.close()
        replies.finish()
      }
    }
  }

  private init(
    _ report: ExplorationReport, _ dataset: Dataset, answers: AsyncStream<NumberedAnswer>, _ mailbox: Mailbox
  ) {
    self.report = report
    self.dataset = dataset
    self.answers = answers
    self.mailbox = mailbox
  }

  deinit { close() }

  /// Asks.
  public func ask(_ question: Question, number: Int) {
    mailbox.put(NumberedQuestion(number: number, question: question))
  }

  /// Takes no more questions.
  public func close() { mailbox.close() }
}

/// What the compute thread has of an exploration.
private struct Exploration {
  let report: ExplorationReport
  let dataset: Dataset
  private let moment: Answerer.Moment
  private let answerer: Answerer

  init(
    _ name: String, _ model: TrainedModel, _ subject: ExplorationSession.Subject, threads: Int?,
    send: @escaping @Sendable (NumberedAnswer) -> Void
  ) throws {
    let (dataset, description) = (subject.dataset, model.description)
    let unseen = try TestClasses(
      dataset, unseenBy: model, sides: subject.isHeldOutOnly ? [.validation] : Side.allCases)
    self.dataset = dataset
    report = ExplorationReport(
      model: name, recipe: model.recipe, data: dataset.summary, step: description.step,
      parameters: model.network.parameters.parameterCount, threshold: description.threshold)
    moment = Answerer.Moment(
      network: model.network, step: description.step, recipe: model.recipe, trainingStep: nil, isTraining: false)
    answerer = Answerer(try ComputeContext(threads: threads), dataset: dataset, classes: unseen.classes, send: send)
  }

  func answer(_ asked: NumberedQuestion) { answerer.answer(asked, at: moment) }

  func close() { answerer.close() }
}
