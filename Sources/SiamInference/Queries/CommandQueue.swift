package import SiamRuns
package import SiamCore
import Synchronization

/// The commands and queries that the compute thread handles between two steps, and the conditions that pause training:
/// a failing or slow disk.
package final class CommandQueue: Sendable {
  private struct State {
    var commands: [TrainingCommand] = []
    var queries = QueryQueue()
    var isClosed = false
    /// Whether a write has failed and is being retried.
    var isWriteStalled = false
    var backlog = WriteBacklog()
    var isStopping = false
    /// Whether the session still exists, and whether its events are still read.
    var hasOwner = true
    var hasReader = true

    /// Whether training must wait for the disk.
    var isWaitingForDisk: Bool { isWriteStalled || !backlog.hasRoomForEvents }

    mutating func stop() {
      commands.append(.stop)
      isStopping = true
    }

    mutating func stopIfAbandoned() { if !hasOwner && !hasReader { stop() } }
    var waiting: CheckedContinuation<Void, Never>?
  }
  private let state = Mutex(State())

  /// Makes an empty queue.
  package init() {}

  /// Adds a command.
  package func put(_ command: TrainingCommand) {
    change { state in
      if command == .stop { state.stop() } else { state.commands.append(command) }
    }
  }

  /// Pauses training because a write failed, or resumes it.
  package func setWriteStalled(_ isWriteStalled: Bool) { change { $0.isWriteStalled = isWriteStalled } }

  /// Counts an entry that has been passed to the writer.
  package func queued(_ entry: RunEntry) { change { $0.backlog.add(entry) } }

  /// Counts an entry that the writer has finished.
  package func written(_ entry: RunEntry) { change { $0.backlog.remove(entry) } }

  /// Records that the session no longer exists. If its events aren't read either, training stops.
  package func loseOwner() {
    change { state in
      state.hasOwner = false
      state.stopIfAbandoned()
    }
  }

  /// Records that the events are no longer read. If the session no longer exists either, training stops.
  package func loseReader() {
    change { state in
      state.hasReader = false
      state.stopIfAbandoned()
    }
  }

  /// The entries that are not yet written.
  package var backlog: WriteBacklog { state.withLock { $0.backlog } }
  /// Whether training must wait for the disk.
  package var isWaitingForDisk: Bool { state.withLock { $0.isWaitingForDisk } }
  /// Whether training has received a stop command.
  package var isStopping: Bool { state.withLock { $0.isStopping } }

  /// Adds a query, which replaces a waiting one of the same kind.
  package func put(_ query: QueryRequest) { change { if !$0.isClosed { $0.queries.add(query) } } }

  /// Removes the waiting queries, and accepts no more.
  package func close() {
    change { state in
      state.isClosed = true
      state.queries.removeAll()
    }
  }

  /// Removes and returns the next command, or nil if there is none.
  package func nextCommand() -> TrainingCommand? {
    state.withLock { $0.commands.isEmpty ? nil : $0.commands.removeFirst() }
  }

  /// Removes and returns the next query, or nil if there is none.
  package func nextPendingQuery() -> QueryRequest? { state.withLock { $0.queries.popFirst() } }

  /// Suspends until there is a command or a query, or training can make a checkpoint that is due or take a step.
  package func wait(isPaused: Bool, isCheckpointDue: Bool) async {
    await wait { state in
      if !state.commands.isEmpty || !state.queries.isEmpty { return true }
      return isCheckpointDue ? state.backlog.hasRoomForCheckpoint : !isPaused && !state.isWaitingForDisk
    }
  }

  /// Suspends until there is a query, or training can make a checkpoint.
  package func waitForCheckpoint() async { await wait { !$0.queries.isEmpty || $0.backlog.hasRoomForCheckpoint } }

  /// Waits for the next query; commands are left in the queue. Returns nil when the queue is closed.
  package func nextQuery() async -> QueryRequest? {
    await wait { !$0.queries.isEmpty || $0.isClosed }
    return nextPendingQuery()
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
