import SiamInference
import SiamRuns
import Foundation
import SiamFiles
import SiamCore

/// Writes the events and checkpoints of a run, and emits each event after it has been written.
///
/// Writing blocks, so run it on a `TaskQueue`. If a write fails, training pauses while the writer retries; an entry is
/// lost only if training is stopped meanwhile. An event that can't be encoded fails the run, as retrying can't
/// help.
struct RunWriter {
  let folder: RunFolder?
  let commandQueue: CommandQueue
  let emit: @Sendable (TrainingEvent) -> Void
  private let encode: @Sendable (TrainingEvent) throws -> String
  /// Whether writing was given up after repeated failures.
  private var hasGivenUp = false
  /// Whether a failed event was emitted, after which no other event is.
  private var hasFailed = false
  private var step = 0

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - folder: the run's folder, or nil to only emit events.
  ///   - commandQueue: pauses training, and counts the entries that are not yet written.
  ///   - encode: encodes an event as a line of the journal.
  ///   - emit: receives each event after it has been written.
  init(
    folder: RunFolder?, commandQueue: CommandQueue,
    encode: @escaping @Sendable (TrainingEvent) throws -> String = { try EventLines().line($0) },
    emit: @escaping @Sendable (TrainingEvent) -> Void
  ) {
    self.folder = folder
    self.commandQueue = commandQueue
    self.encode = encode
    self.emit = emit
  }

  /// The time between two attempts.
  static let retryInterval = Duration.milliseconds(100)
  /// The number of attempts after a stop command.
  private static let lastAttempts = 3

  /// Writes entries as they arrive, until the stream ends.
  @concurrent mutating func write(_ entries: AsyncStream<RunEntry>) async {
    for await entry in entries {
      switch entry {
      case .event(let event): await handle(event)
      case .checkpoint(let draft): await write(draft)
      }
      commandQueue.written(entry)
    }
    folder?.close()
  }

  private mutating func write(_ draft: CheckpointDraft) async {
    guard let folder else { return }
    let file = await retrying { () throws(FileFailure) in try folder.write(draft) }
    if let file { await handle(.checkpoint(CheckpointReport(step: draft.step, file: file))) }
  }

  /// Writes an event to the journal and emits it.
  private mutating func handle(_ event: TrainingEvent) async {
    if hasFailed { return }
    step = event.step ?? step
    do {
      try await journal(event)
      emit(event)
    } catch {
      hasFailed = true
      // Training stops, and its last checkpoint is still written.
      commandQueue.put(.stop)
      let failure = TrainingEvent.failed(
        FailedReport(
          step: step, message: "an event can't be encoded for the journal (\(error)); resume from the last checkpoint"))
      // The failure is emitted even if it can't be written either.
      try? await journal(failure)
      emit(failure)
    }
  }

  /// Writes an event to the journal; throws if it can't be encoded.
  private mutating func journal(_ event: TrainingEvent) async throws {
    guard let folder else { return }
    try folder.append(event, line: try encode(event))
    _ = await retrying { () throws(FileFailure) in try folder.flush() }
  }

  /// Repeats `body` until it succeeds, or returns nil when it gives up.
  private mutating func retrying<Value>(_ body: () throws(FileFailure) -> Value) async -> Value? {
    if hasGivenUp { return nil }
    var isStalled = false
    var attempts = 0
    while true {
      do throws(FileFailure) {
        let value = try body()
        if isStalled {
          emit(.writeStalled(WriteStalledReport(reason: nil)))
          commandQueue.setWriteStalled(false)
        }
        return value
      } catch {
        if !isStalled {
          isStalled = true
          commandQueue.setWriteStalled(true)
          emit(.writeStalled(Self.report(error)))
        }
        attempts = commandQueue.isStopping ? attempts + 1 : 0
        if attempts >= Self.lastAttempts {
          commandQueue.setWriteStalled(false)
          hasGivenUp = true
          return nil
        }
        // This task is never cancelled; if it were, it would only retry sooner.
        try? await Task.sleep(for: Self.retryInterval)
      }
    }
  }

  private static func report(_ failure: FileFailure) -> WriteStalledReport {
    let remedy =
      switch failure.code {
      case ENOSPC, EDQUOT: "free some space"
      case EROFS, EACCES, EPERM: "make it writable"
      case ENOENT, ENOTDIR, ESTALE: "restore the folder"
      default: "fix it"
      }
    return WriteStalledReport(
      reason: "\(failure.path): can't be written (\(failure.reason))",
      remedy: "\(remedy); training resumes automatically")
  }
}
