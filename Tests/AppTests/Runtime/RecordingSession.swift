import SiamInference
import Foundation
import SiamCore
import SiamTraining
import Synchronization

@testable import SiamApp

/// A session that records the commands and queries it gets, and returns a result when a test calls for it.
final class RecordingSession: QuerySession, CommandReceiver {
  let results: AsyncStream<QueryReply>
  private let source: AsyncStream<QueryReply>.Continuation
  private let state = Mutex((commands: [TrainingCommand](), queries: [QueryRequest]()))
  /// Called before a command is recorded.
  private let beforeCommand: @Sendable (TrainingCommand) -> Void

  init(beforeCommand: @escaping @Sendable (TrainingCommand) -> Void = { _ in }) {
    (results, source) = AsyncStream.makeStream()
    self.beforeCommand = beforeCommand
  }

  var commands: [TrainingCommand] { state.withLock { $0.commands } }
  var queries: [QueryRequest] { state.withLock { $0.queries } }

  func send(_ command: TrainingCommand) {
    beforeCommand(command)
    state.withLock { $0.commands.append(command) }
  }

  func ask(_ query: Query, number: Int) {
    state.withLock { $0.queries.append(QueryRequest(number: number, query: query)) }
  }

  func close() { source.finish() }
}
