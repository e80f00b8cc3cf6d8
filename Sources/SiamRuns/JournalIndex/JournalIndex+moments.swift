import SiamFiles
package import SiamCore

/// Restores the state of the run at an earlier step.
extension JournalIndex {
  /// The number of steps to report again, for views that show the latest few.
  private static let reportedSteps = 50
  /// The maximum number of notes to report again of each kind that stays relevant.
  private static let reportedNotes = 256
  /// The number of steps whose notes of any kind are reported again: enough to fill the log, which has 200 lines.
  private static let notedSteps = 210

  /// The state of the run at a step.
  package struct Moment {
    /// The events and curves that a front end shows.
    package var restoration: Restoration
    /// The byte offset at which the journal continues.
    package var offset: Int
    /// The last step; 0 before the first.
    package var step: Int
    /// Whether there is no step yet.
    package var isBeforeFirst: Bool
  }

  /// Returns the state of the run after a step, up to the line of the next step.
  package func moment(after step: Int) throws -> Moment {
    let count = try rowCount(upTo: step)
    let last = count > 0 ? try row(count - 1) : nil
    var newest: [EpisodeSetting: Int] = [:]
    let evaluated = evaluations.prefix { $0.row <= count }
    for evaluation in evaluated {
      newest[evaluation.point.setting] = evaluation.offset
    }
    let reports = newest.values.sorted().compactMap { offset -> EvaluationReport? in
      // A line that can't be read any more is skipped, as a damaged one is.
      guard case .evaluation(let report)? = try? event(at: offset) else { return nil }
      return report
    }
    let restoration = Restoration(
      requestedStep: step, events: try events(after: count), curves: try curves(after: count),
      evaluations: evaluated.map(\.point), newest: reports)
    return Moment(
      restoration: restoration, offset: count < rowCount ? try row(count).offset : covered, step: last?.step ?? 0,
      isBeforeFirst: last == nil)
  }

  /// Returns the events to report again.
  private func events(after count: Int) throws -> [TrainingEvent] {
    let past = notes.prefix { $0.row <= count }
    var offsets = Set(try rows(max(0, count - Self.reportedSteps)..<count).map(\.offset))
    for kind in [IndexNote.Kind.run, .change, .state] {
      let all = past.lazy.filter { $0.kind == kind }
      offsets.formUnion(all.reversed().prefix(Self.reportedNotes).map(\.offset))
    }
    // How the run began is reported only once.
    offsets.formUnion(past.prefix(8).filter { $0.kind == .run }.map(\.offset))
    var (steps, newest) = (0, Int?.none)
    for note in past.reversed() {
      if note.step != newest { steps += 1 }
      if steps > Self.notedSteps { break }
      newest = note.step
      offsets.insert(note.offset)
    }
    return try offsets.sorted().compactMap(event)
  }

  /// Returns the event whose line begins at an offset, or nil if there is none.
  private func event(at offset: Int) throws -> TrainingEvent? {
    var events = journal.events(from: offset, blockSize: 4096)
    guard let entry = try events.next(), entry.offset == offset else { return nil }
    return entry.event
  }
}
