import SiamFiles
import SiamMessages
import SiamScreens
import SiamTraining

/// A run's journal that is told again, as training told it: at its pace or another, from any step.
///
/// What it tells are the messages a run in training would send; after a jump, first the run as it was there.
package final class ReplaySession: Sendable {
  /// The longest it sleeps before it looks whether anything else was asked.
  private static let nap = Duration.milliseconds(20)
  /// Events it tells before it lets others have the thread.
  private static let turn = 256

  private let run: String
  private let mailbox: ReplayMailbox

  /// A replay of a run's folder.
  package init(_ run: String, speed: ReplaySpeed, from start: ReplayStart = .beginning) {
    self.run = run
    mailbox = ReplayMailbox(speed: speed)
    if start == .end {
      mailbox.put(.play(false))
      mailbox.put(.seek(step: .max))
    }
  }

  /// Asks; of jumps only the newest is made.
  package func send(_ command: ReplayCommand) { mailbox.put(command) }

  /// Ends `play`.
  package func close() { mailbox.close() }

  /// Tells until it is closed.
  ///
  /// - Parameters:
  ///   - checkpoints: the steps there are checkpoints of, rising.
  ///   - tell: takes a message in; nothing more is read before it has.
  /// - Throws: `ReplayError`.
  package func play(checkpoints: [Int], _ tell: (Message) -> Void) async throws {
    let index = try JournalIndex.open(run) { share in
      if mailbox.state.isClosed { throw CancellationError() }
      tell(.reading(share: share))
    }
    guard index.rowCount > 0 else { throw ReplayError.empty(run) }
    tell(
      .replaying(
        ReplayReport(
          run: run, steps: index.lastStep, seconds: index.seconds,
          checkpoints: checkpoints.filter { $0 <= index.lastStep }, changes: index.changes,
          damagedLines: index.damagedLines, speed: mailbox.state.speed, isPlaying: mailbox.state.isPlaying)))
    var position = Position(index)
    var pace = ReplayPace()
    var told = 0
    while true {
      let state = mailbox.state
      if state.isClosed { return }
      if let step = mailbox.takeSeek() {
        let moment = try moment(of: index, after: min(step, index.lastStep))
        position = Position(index, at: moment)
        pace.restart()
        tell(.restored(moment.restoration))
      } else if !state.isPlaying {
        await mailbox.wait()
        pace.restart()
      } else if let event = try failing({ () throws(FileFailure) in try position.next(index) }) {
        if case .step(let report) = event {
          while let delay = pace.delay(until: report.seconds, mailbox.state.speed), mailbox.state.turn == state.turn {
            try? await Task.sleep(for: min(delay, Self.nap))
          }
          // Whatever was asked comes first; the step is told later, or not at all.
          if mailbox.state.turn != state.turn {
            position.putBack(event)
            continue
          }
        }
        position.took(event)
        tell(.event(event))
        told += 1
        // Others wait for the thread too; a turn of theirs may take long.
        if told % Self.turn == 0 { await Task.yield() }
      } else {
        mailbox.rest()
        tell(.replayEnded)
      }
    }
  }

  private func moment(of index: JournalIndex, after step: Int) throws -> JournalIndex.Moment {
    do {
      return try index.moment(after: step)
    } catch let failure as FileFailure {
      throw ReplayError.unreadable(failure.path, failure.reason)
    } catch is ByteReader.Damaged {
      throw ReplayError.unreadable(JournalIndex.path(in: run), "it is damaged; remove it, and it is made again")
    }
  }

  private func failing<Result>(_ body: () throws(FileFailure) -> Result) throws(ReplayError) -> Result {
    do throws(FileFailure) {
      return try body()
    } catch {
      throw .unreadable(error.path, error.reason)
    }
  }
}

/// Where a replay stands in the journal.
private struct Position {
  private var reader: JournalReader
  private var waiting: TrainingEvent?
  private var last: Int
  private var isFirst: Bool

  /// At the journal's begin.
  init(_ index: JournalIndex) {
    reader = JournalReader(index.journal, from: 0)
    (last, isFirst) = (0, true)
  }

  /// At a moment of the run.
  init(_ index: JournalIndex, at moment: JournalIndex.Moment) {
    reader = JournalReader(index.journal, from: moment.offset)
    (last, isFirst) = (moment.step, moment.isBeforeFirst)
  }

  /// The next event that holds, as far as the index goes.
  mutating func next(_ index: JournalIndex) throws(FileFailure) -> TrainingEvent? {
    if let event = waiting {
      waiting = nil
      return event
    }
    while let entry = try reader.next(), entry.offset < index.covered {
      guard index.resumptions.holds(step: entry.event.step, at: entry.offset) else { continue }
      if case .step(let report) = entry.event, !StepOrder.follows(report.step, last, isFirst: isFirst) { continue }
      return entry.event
    }
    return nil
  }

  /// The event is to come again.
  mutating func putBack(_ event: TrainingEvent) { waiting = event }

  /// The event was told.
  mutating func took(_ event: TrainingEvent) {
    guard case .step(let report) = event else { return }
    (last, isFirst) = (report.step, false)
  }
}
