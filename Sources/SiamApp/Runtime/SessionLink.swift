import SiamRuns
import SiamInference
import SiamData
import SiamCore
import SiamScreens
import SiamTraining
import Synchronization

/// A session that obeys training commands.
protocol CommandReceiver: Sendable {
  /// Queues a command; it takes effect between two training steps.
  func send(_ command: TrainingCommand)
}

extension TrainingSession: CommandReceiver {}

/// The sessions that a screen is connected to, and the route of each command and query to the one that handles it.
///
/// A screen is up before its data is read, so commands and queries may come before a session does: they wait, and reach
/// it in the order they were made. Every method may be called from any thread, and none of them blocks.
final class SessionLink: Sendable {
  private struct State {
    var training: (any CommandReceiver)?
    var replay: ReplaySession?
    /// Answers queries about a replayed run, from the checkpoints of the step that is shown.
    var checkpoints: CheckpointSession?
    var library: RunLibrary?
    /// Answers queries about the network and its data.
    var queries: (any QuerySession)?
    var picture: (@Sendable (ImageID) -> DatasetImage?)?
    /// Why queries can't be answered at all.
    var rejection: String?
    /// Commands sent before there was a training session.
    var earlyCommands: [TrainingCommand] = []
    /// Queries made before there was a session that answers them.
    var earlyQueries = QueryQueue()
  }

  private let state = Mutex(State())

  // MARK: Attaching

  /// Attaches the library that answers queries about the runs on disk.
  func attach(library: RunLibrary) { state.withLock { $0.library = library } }

  /// Attaches a training session and sends it the commands that waited for one.
  func attach(training: any CommandReceiver) {
    state.withLock { state in
      // Sent with the lock held, so that no newer command overtakes them.
      for command in state.earlyCommands { training.send(command) }
      state.earlyCommands = []
      state.training = training
    }
  }

  /// Attaches a session that answers queries, and hands it those that waited for one.
  ///
  /// - Parameters:
  ///   - queries: the session. The caller reads its answers.
  ///   - picture: finds an image of the session's dataset, or returns nil for an unknown one.
  func attach(queries: any QuerySession, picture: @escaping @Sendable (ImageID) -> DatasetImage?) {
    state.withLock { state in
      // Sent with the lock held, so that no newer query of a kind comes before an older one.
      while let query = state.earlyQueries.popFirst() { queries.ask(query.query, number: query.number) }
      state.queries = queries
      state.picture = picture
    }
  }

  /// Attaches a replay, which obeys replay commands.
  func attach(replay: ReplaySession) { state.withLock { $0.replay = replay } }

  /// Attaches the session that answers queries about a replayed run; they are about the run after `step`.
  func attach(checkpoints: CheckpointSession, step: Int) {
    checkpoints.seek(to: step)
    state.withLock { $0.checkpoints = checkpoints }
    attach(queries: checkpoints, picture: checkpoints.dataset.picture)
  }

  /// Rejects every query from now on, and those that wait.
  ///
  /// - Parameter reason: what the screen shows instead of a result.
  /// - Returns: the answers to the queries that waited.
  func rejectQueries(_ reason: String) -> [QueryReply] {
    state.withLock { state in
      state.rejection = reason
      var results: [QueryReply] = []
      while let query = state.earlyQueries.popFirst() { results.append(Self.reject(query, reason)) }
      return results
    }
  }

  // MARK: Routing

  /// Sends a command to the training session, or stores it until a session is attached.
  func send(_ command: TrainingCommand) {
    state.withLock { state in
      if let training = state.training { training.send(command) } else { state.earlyCommands.append(command) }
    }
  }

  /// Sends a command to the replay; it is dropped if nothing is replayed.
  func send(_ command: ReplayCommand) { state.withLock { $0.replay }?.send(command) }

  /// Routes a query to the one that can answer it: the library, the dataset, or the session that has the network.
  ///
  /// - Returns: the answer if it is known at once; otherwise nil, and the session or library answers later.
  func ask(_ query: QueryRequest) -> QueryReply? {
    if query.query.isAboutRuns {
      state.withLock { $0.library }?.ask(query)
      return nil
    }
    if case .images(let images) = query.query, let picture = state.withLock({ $0.picture }) {
      return QueryReply(number: query.number, result: .images(images.compactMap(picture)))
    }
    return state.withLock { state in
      if let reason = state.rejection { return Self.reject(query, reason) }
      if let queries = state.queries {
        queries.ask(query.query, number: query.number)
      } else {
        state.earlyQueries.add(query)
      }
      return nil
    }
  }

  /// Makes queries about a replayed run be about the run after `step`.
  func follow(step: Int) { state.withLock { $0.checkpoints }?.seek(to: step) }

  /// Whether the command to stop waits for a training session: one that begins now would end at once.
  var isStopPending: Bool { state.withLock { $0.earlyCommands.contains(.stop) } }

  // MARK: Runs on disk

  /// The folders of the runs that are trained or shown by this process.
  var shownRuns: Set<String> { state.withLock { $0.library }?.openRuns ?? [] }

  /// Protects a run from being removed while it is trained here.
  func protect(_ run: String) { state.withLock { $0.library }?.markOpen(run) }

  /// Removes a run's folder; blocks on the disk.
  ///
  /// - Throws: `RunRemovalError`, or an error that says the run is in use.
  func remove(_ run: String) throws { try state.withLock { $0.library }?.remove(run) }

  /// Closes the sessions that answer queries; training continues.
  func close() {
    let (queries, library) = state.withLock { ($0.queries, $0.library) }
    queries?.close()
    library?.close()
  }

  private static func reject(_ query: QueryRequest, _ reason: String) -> QueryReply {
    QueryReply(number: query.number, result: .rejected(query.query.kind, reason: reason))
  }
}
