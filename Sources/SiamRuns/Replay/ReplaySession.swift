import SiamFiles
package import SiamCore

/// Replays the events of a run's journal at their original speed or another, from any step.
///
/// It emits the events that the training run emitted; after a seek, it first emits the state of the run at that step.
package final class ReplaySession: Sendable {
  /// The maximum time to sleep before checking for commands.
  private static let pollInterval = Duration.milliseconds(20)
  /// The number of events to emit before yielding the thread.
  private static let burst = 256

  private let run: String
  private let commandQueue: ReplayCommandQueue

  /// Makes a replay of the run in a folder.
  package init(_ run: String, speed: ReplaySpeed, from start: ReplayStart = .beginning) {
    self.run = run
    commandQueue = ReplayCommandQueue(speed: speed)
    if start == .end {
      commandQueue.put(.play(false))
      commandQueue.put(.seek(step: .max))
    }
  }

  /// Sends a command; of several seeks only the latest is made.
  package func send(_ command: ReplayCommand) { commandQueue.put(command) }

  /// Ends `play`.
  package func close() { commandQueue.close() }

  /// Replays until it is closed.
  ///
  /// - Parameters:
  ///   - checkpoints: the steps that have a checkpoint, ascending.
  ///   - emit: receives each event; nothing more is read before it returns.
  /// - Throws: `ReplayError`.
  @concurrent package func play(checkpoints: [Int], _ emit: (ReplayEvent) -> Void) async throws {
    let index = try JournalIndex.open(run) { share in
      if commandQueue.state.isClosed { throw CancellationError() }
      emit(.reading(share: share))
    }
    guard index.rowCount > 0 else { throw ReplayError.empty(run) }
    emit(
      .started(
        ReplayReport(
          run: run, steps: index.lastStep, seconds: index.seconds,
          checkpoints: checkpoints.filter { $0 <= index.lastStep }, changes: index.changes,
          damagedLines: index.damagedLines, speed: commandQueue.state.speed, isPlaying: commandQueue.state.isPlaying)))
    var position = Position(index)
    var pace = ReplayPace()
    var count = 0
    while true {
      let state = commandQueue.state
      if state.isClosed { return }
      if let step = commandQueue.nextSeek() {
        let moment = try moment(of: index, after: min(step, index.lastStep))
        position = Position(index, at: moment)
        pace.restart()
        emit(.restored(moment.restoration))
      } else if !state.isPlaying {
        await commandQueue.wait()
        pace.restart()
      } else if let event = try reading({ () throws(FileFailure) in try position.next(index) }) {
        if case .step(let report) = event {
          while let delay = pace.delay(until: report.seconds, commandQueue.state.speed),
            commandQueue.state.version == state.version
          {
            // On cancellation the queue is closed, which the loop checks.
            try? await Task.sleep(for: min(delay, Self.pollInterval))
          }
          // Commands come first; the step is emitted later, or not at all.
          if commandQueue.state.version != state.version {
            position.putBack(event)
            continue
          }
        }
        position.advance(past: event)
        emit(.event(event))
        count += 1
        // Other tasks need the thread too.
        if count % Self.burst == 0 { await Task.yield() }
      } else {
        commandQueue.pauseAtEnd()
        emit(.ended)
      }
    }
  }

  private func moment(of index: JournalIndex, after step: Int) throws -> JournalIndex.Moment {
    do {
      return try index.moment(after: step)
    } catch let failure as FileFailure {
      throw ReplayError.unreadable(failure.path, failure.reason)
    } catch is ByteReader.Damaged {
      throw ReplayError.unreadable(JournalIndex.path(in: run), "damaged; remove it to rebuild it")
    }
  }

  private func reading<Result>(_ body: () throws(FileFailure) -> Result) throws(ReplayError) -> Result {
    do throws(FileFailure) {
      return try body()
    } catch {
      throw .unreadable(error.path, error.reason)
    }
  }
}

/// A position in the journal.
private struct Position {
  private var reader: JournalReader
  private var pending: TrainingEvent?
  private var last: Int
  private var isFirst: Bool

  /// The start of the journal.
  init(_ index: JournalIndex) {
    reader = index.journal.events()
    (last, isFirst) = (0, true)
  }

  /// The position after a restored step.
  init(_ index: JournalIndex, at moment: JournalIndex.Moment) {
    reader = index.journal.events(from: moment.offset)
    (last, isFirst) = (moment.step, moment.isBeforeFirst)
  }

  /// Returns the next valid event, as far as the index covers the journal.
  mutating func next(_ index: JournalIndex) throws(FileFailure) -> TrainingEvent? {
    if let event = pending {
      pending = nil
      return event
    }
    while let entry = try reader.next(), entry.offset < index.covered {
      guard index.resumptions.isValid(step: entry.event.step, at: entry.offset) else { continue }
      if case .step(let report) = entry.event, !StepOrder.follows(report.step, last, isFirst: isFirst) { continue }
      return entry.event
    }
    return nil
  }

  /// Makes `next` return the event again.
  mutating func putBack(_ event: TrainingEvent) { pending = event }

  /// Records that the event was emitted.
  mutating func advance(past event: TrainingEvent) {
    guard case .step(let report) = event else { return }
    (last, isFirst) = (report.step, false)
  }
}

/// An error that occurs when a run is replayed.
package enum ReplayError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The journal or the index can't be read, for the system's reason.
  case unreadable(String, String)
  /// The journal has no steps.
  case empty(String)

  /// One line: what, where, what to do.
  package var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): can't be read (\(reason)); give a run's folder"
    case .empty(let run): "\(run): journal has no steps; nothing to replay"
    }
  }
}
