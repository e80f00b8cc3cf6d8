import SiamNetworks
import SiamRuns
public import SiamData
public import SiamCore
import SiamTensors

/// Answers queries about a trained model and classes it was not trained on, in the background.
public final class ExplorationSession: QuerySession {
  /// A description of the model and the data.
  public let report: ExplorationReport
  /// The dataset that results refer to.
  public let dataset: Dataset
  /// The query results, for one reader. The stream ends after `close`.
  public let results: AsyncStream<QueryReply>
  private let commandQueue: CommandQueue

  /// The data, and the classes of it, that a model is explored on.
  public struct Subject: Sendable {
    /// The dataset.
    public var dataset: Dataset
    /// Whether to explore only the validation classes. Classes the model was trained on are always excluded.
    public var isValidationOnly: Bool

    /// Selects all classes of a dataset, or only its validation classes.
    public init(dataset: Dataset, isValidationOnly: Bool = false) {
      self.dataset = dataset
      self.isValidationOnly = isValidationOnly
    }
  }

  /// Opens a model and its data, and starts to answer queries.
  ///
  /// - Parameters:
  ///   - run: a run's folder, a checkpoint file, or the name of a bundled model.
  ///   - threads: the number of compute threads (default: one per core).
  ///   - read: loads the data at the model's image size.
  /// - Returns: the session, when it is ready.
  /// - Throws: `ModelError`; `EvaluationClassesError` if fewer than two classes can be explored; the error `read`
  ///   throws.
  public static func open(
    _ run: String, threads: Int? = nil, reading read: @escaping @Sendable (TrainedModel) throws -> Subject
  ) async throws -> ExplorationSession {
    let (results, replies) = QueryReply.makeStream()
    let commandQueue = CommandQueue()
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
          returning: ExplorationSession(exploration.report, exploration.dataset, results: results, commandQueue))
        while let request = await commandQueue.nextQuery() { exploration.answer(request) }
        exploration.close()
        replies.finish()
      }
    }
  }

  private init(
    _ report: ExplorationReport, _ dataset: Dataset, results: AsyncStream<QueryReply>, _ commandQueue: CommandQueue
  ) {
    self.report = report
    self.dataset = dataset
    self.results = results
    self.commandQueue = commandQueue
  }

  deinit { close() }

  /// Sends a query; of each kind only the latest waiting query is answered.
  public func ask(_ query: Query, number: Int) {
    commandQueue.put(QueryRequest(number: number, query: query))
  }

  /// Ends the session: no more queries are answered.
  public func close() { commandQueue.close() }
}

/// Answers queries on the compute thread.
private struct Exploration {
  let report: ExplorationReport
  let dataset: Dataset
  private let moment: QueryEngine.Moment
  private let queryEngine: QueryEngine

  init(
    _ name: String, _ model: TrainedModel, _ subject: ExplorationSession.Subject, threads: Int?,
    send: @escaping @Sendable (QueryReply) -> Void
  ) throws {
    let (dataset, description) = (subject.dataset, model.description)
    let unseen = try EvaluationClasses(
      dataset, unseenBy: model, splits: subject.isValidationOnly ? [.validation] : Split.allCases)
    self.dataset = dataset
    report = ExplorationReport(
      model: name, recipe: model.recipe, data: dataset.summary, step: description.step,
      parameters: model.network.parameters.parameterCount, threshold: description.threshold)
    moment = QueryEngine.Moment(
      network: model.network, step: description.step, recipe: model.recipe, isTraining: false)
    queryEngine = QueryEngine(
      try ComputeContext(threads: threads), dataset: dataset, classes: unseen.classes, send: send)
  }

  func answer(_ request: QueryRequest) { queryEngine.answer(request, at: moment) }

  func close() { queryEngine.close() }
}
