public import SiamRuns
public import SiamData
public import SiamCore
import SiamTensors
import Synchronization

/// Answers queries about a run at an earlier step, with the latest checkpoint up to that step. No training takes place.
public final class CheckpointSession: QuerySession {
  /// The dataset that results refer to.
  public let dataset: Dataset
  /// The query results, for one reader. The stream ends after `close`.
  public let results: AsyncStream<QueryReply>
  private let commandQueue = CommandQueue()
  private let step: Mutex<Int>

  /// Starts a session at a step of a run.
  ///
  /// - Parameters:
  ///   - checkpoints: the run's checkpoints.
  ///   - dataset: the data the run was trained on, with the same split.
  ///   - step: the step that the first queries are about.
  ///   - threads: the number of compute threads (default: one per core).
  public init(_ checkpoints: RunCheckpoints, dataset: Dataset, step: Int, threads: Int? = nil) {
    self.dataset = dataset
    self.step = Mutex(step)
    let (results, replies) = QueryReply.makeStream()
    self.results = results
    let commandQueue = commandQueue
    let thread = ComputeThread()
    Task(executorPreference: thread) { [weak self] in
      let queries = CheckpointQueries(checkpoints, dataset: dataset, threads: threads) { replies.yield($0) }
      while let request = await commandQueue.nextQuery() {
        guard let step = self?.step.withLock({ $0 }) else { break }
        queries.answer(request, step: step)
      }
      queries.close()
      replies.finish()
    }
  }

  deinit { close() }

  /// Makes further queries refer to the run after this step.
  public func seek(to step: Int) { self.step.withLock { $0 = step } }

  /// Sends a query; of each kind only the latest waiting query is answered.
  public func ask(_ query: Query, number: Int) {
    commandQueue.put(QueryRequest(number: number, query: query))
  }

  /// Ends the session: no more queries are answered.
  public func close() { commandQueue.close() }
}

/// Loads checkpoints and answers queries, on the compute thread.
private final class CheckpointQueries {
  private let checkpoints: RunCheckpoints
  private let dataset: Dataset
  private let threads: Int?
  private let send: @Sendable (QueryReply) -> Void
  private var queryEngine: QueryEngine?
  private var moment: QueryEngine.Moment?

  init(
    _ checkpoints: RunCheckpoints, dataset: Dataset, threads: Int?, send: @escaping @Sendable (QueryReply) -> Void
  ) {
    self.checkpoints = checkpoints
    self.dataset = dataset
    self.threads = threads
    self.send = send
  }

  func answer(_ request: QueryRequest, step: Int) {
    do {
      let moment = try moment(at: step, for: request.query)
      if queryEngine == nil {
        let areTrained = dataset.validation.isEmpty
        queryEngine = QueryEngine(
          try ComputeContext(threads: threads), dataset: dataset,
          classes: areTrained ? dataset.training : dataset.validation, areTrained: areTrained, send: send)
      }
      queryEngine?.answer(request, at: moment)
    } catch {
      send(request.rejected(error))
    }
  }

  func close() { queryEngine?.close() }

  /// Returns the network of the latest checkpoint up to a step. A query that needs no network gets any checkpoint's.
  private func moment(at step: Int, for query: Query) throws -> QueryEngine.Moment {
    let needsNetwork =
      switch query {
      case .classes, .images, .files, .episode: false
      default: true
      }
    let known = needsNetwork ? step : max(step, checkpoints.steps.first ?? 0)
    guard let (found, file) = checkpoints.newest(upTo: known) else {
      throw CheckpointSessionError.noCheckpoint(step: step, first: checkpoints.steps.first)
    }
    if let moment, moment.step == found { return moment }
    let model = try TrainedModel(reading: file)
    let moment = QueryEngine.Moment(
      network: model.network, step: found, recipe: model.recipe, isTraining: false)
    self.moment = moment
    return moment
  }
}

/// An error that occurs when a query is about a step without a checkpoint.
enum CheckpointSessionError: Error, Equatable, CustomStringConvertible {
  /// The first checkpoint is of a later step, or the run has none.
  case noCheckpoint(step: Int, first: Int?)

  /// One line: what, where, what to do.
  var description: String {
    switch self {
    case .noCheckpoint(let step, let first?):
      "no checkpoint up to step \(step); the first is of step \(first)"
    case .noCheckpoint(_, nil): "the run has no checkpoints, so its network is unknown"
    }
  }
}
