import SiamInference
import SiamRuns
import Foundation
import SiamFiles
import SiamCore

/// Writes the events and checkpoints of a run, and emits each event after it has been written.
///
/// Writing blocks, so run it on a `TaskQueue`. If a write fails, training pauses while the writer retries; an entry is
/// lost only if training is stopped meanwhile, and the report of the run's end then says what. An event that can't be
/// encoded fails the run, as retrying can't help.
struct RunWriter {
  let folder: RunFolder?
  let commandQueue: CommandQueue
  let emit: @Sendable (TrainingEvent) -> Void
  private let encode: @Sendable (TrainingEvent) throws -> String
  /// Whether a write was given up after repeated failures; each further one has a single attempt.
  private var hasGivenUp = false
  /// The last checkpoint, if it could not be written, and why.
  private var unsavedCheckpoint: String?
  /// Why the latest events are not in the journal; nil if they are.
  private var journalFailure: FileFailure?
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
    let file: String
    do throws(FileFailure) {
      file = try await retrying { () throws(FileFailure) in try folder.write(draft) }
    } catch {
      unsavedCheckpoint = "the checkpoint of step \(draft.step) (\(error.reason))" + rescue(draft, of: folder)
      return
    }
    unsavedCheckpoint = nil
    await handle(.checkpoint(CheckpointReport(step: draft.step, file: file)))
  }

  /// Saves the last checkpoint in the folder for temporary files, and returns the end of a sentence about it.
  private func rescue(_ draft: CheckpointDraft, of folder: RunFolder) -> String {
    let other = FileManager.default.temporaryDirectory.path + "/siam-" + UUID().uuidString.prefix(8).lowercased()
    // If the other disk is full too, the checkpoint is lost, as the report says.
    guard let file = try? folder.rescue(draft, to: other) else { return "" }
    return "; it was saved as \(file) instead"
  }

  /// Writes an event to the journal and emits it.
  private mutating func handle(_ event: TrainingEvent) async {
    if hasFailed { return }
    step = event.step ?? step
    do {
      if case .finished(let report) = event {
        emit(.finished(try await end(report)))
      } else {
        try await journal(event)
        emit(event)
      }
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

  /// Writes the end of the run to the journal, and returns it with what could not be written.
  private mutating func end(_ report: FinishedReport) async throws -> FinishedReport {
    let report = unsavedCheckpoint.map(report.losing) ?? report
    try await journal(.finished(report))
    guard let journalFailure, report.unsaved == nil else { return report }
    let corrected = report.losing("the end of the journal (\(journalFailure.reason))")
    // Some of the report may have been written, and the last one counts.
    try await journal(.finished(corrected))
    return corrected
  }

  /// Writes an event to the journal; throws if it can't be encoded.
  private mutating func journal(_ event: TrainingEvent) async throws {
    guard let folder else { return }
    try folder.append(event, line: try encode(event))
    do throws(FileFailure) {
      try await retrying { () throws(FileFailure) in try folder.flush() }
      journalFailure = nil
    } catch {
      journalFailure = error
    }
  }

  /// Repeats `body` until it succeeds; throws the last failure when it gives up.
  private mutating func retrying<Value>(
    _ body: () throws(FileFailure) -> Value
  ) async throws(FileFailure) -> Value {
    if hasGivenUp { return try body() }
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
          throw error
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
