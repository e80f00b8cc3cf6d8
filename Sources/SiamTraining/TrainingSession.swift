public import SiamRuns
public import SiamInference
public import SiamData
import SiamFiles
public import SiamCore
import SiamTensors

/// A training run in the background, which receives commands and queries, and emits events and query results.
///
/// The trainer computes on its own thread and never waits for the readers of `events` and `results`. Queries are
/// answered between two steps, while training is paused, and after it has ended until `close`.
public final class TrainingSession: QuerySession {
  /// The events of the run in order, for one reader. The stream ends after `finished` or `failed`.
  ///
  /// Training doesn't wait for the reader and no event is dropped, so unread events stay in memory, about 2 kB per
  /// step. Read the stream even if you don't use its events.
  public let events: AsyncStream<TrainingEvent>
  /// The query results, for one reader. The stream ends after `close`, once the run has ended.
  ///
  /// If results aren't read, only the latest are retained.
  public let results: AsyncStream<QueryReply>
  let commandQueue = CommandQueue()
  private let journal: Task<Void, Never>

  /// Starts or resumes training.
  ///
  /// - Parameters:
  ///   - recipe: the recipe, which determines the run's numbers.
  ///   - dataset: the data to train and evaluate on.
  ///   - folder: the run's folder for the journal and the checkpoints, or nil to store nothing.
  ///   - checkpoint: the checkpoint to resume from (default: a new run).
  ///   - checkpointEvery: the number of steps between checkpoints in addition to those after each evaluation
  ///     (default: none).
  ///   - threads: the number of compute threads (default: one per core).
  public init(
    recipe: Recipe, dataset: Dataset, folder: RunFolder?, from checkpoint: ResumePoint? = nil,
    checkpointEvery: Int? = nil, threads: Int? = nil
  ) {
    let (raw, source) = AsyncStream.makeStream(of: RunEntry.self)
    let (events, sink) = AsyncStream.makeStream(of: TrainingEvent.self)
    let (results, replies) = QueryReply.makeStream()
    let commandQueue = commandQueue
    let thread = ComputeThread()
    self.events = events
    self.results = results
    sink.onTermination = { reason in if case .cancelled = reason { commandQueue.loseReader() } }
    let put: @Sendable (RunEntry) -> Void = { entry in
      commandQueue.queued(entry)
      source.yield(entry)
    }
    journal = Task(executorPreference: TaskQueue("siam.writer")) {
      // Events pass through the writer, so that the reader sees only what has been written.
      var writer = RunWriter(folder: folder, commandQueue: commandQueue) { sink.yield($0) }
      await writer.write(raw)
      sink.finish()
    }
    Task(executorPreference: thread) {
      let configuration = Trainer.Configuration(
        recipe: recipe, dataset: dataset, savesCheckpoints: folder != nil, checkpointEvery: checkpointEvery,
        checkpoint: checkpoint?.checkpoint, threads: threads, commandQueue: commandQueue,
        emit: { put(.event($0)) }, save: { put(.checkpoint($0)) }, reply: { replies.yield($0) })
      let trainer = Trainer.begin(configuration)
      await trainer?.run()
      source.finish()
      while let request = await commandQueue.nextQuery() {
        if let trainer { trainer.answer(request) } else { replies.yield(request.rejected(QueryError.noNetwork)) }
      }
      trainer?.close()
      replies.finish()
    }
  }

  /// Training continues as long as `events` is being read; otherwise it stops after the current step.
  deinit {
    close()
    commandQueue.loseOwner()
  }

  /// Sends a command, which takes effect between two steps and is reported by an event.
  public func send(_ command: TrainingCommand) { commandQueue.put(command) }

  /// Sends a query. Queries never change the run's numbers. Of each kind only the latest waiting query is answered.
  public func ask(_ query: Query, number: Int) {
    commandQueue.put(QueryRequest(number: number, query: query))
  }

  /// Ends the answering of queries; training continues.
  public func close() { commandQueue.close() }

  /// Waits until the run has ended and everything is written.
  public func wait() async { await journal.value }
}
