import SiamRuns
public import Foundation
import SiamFiles
public import SiamCore
import SiamInference

/// The events of a run's journal that are still valid: events of steps that a resumed run repeated are skipped.
///
/// The journal is read line by line, so it may be of any length and may still be growing.
public struct RunHistory {
  private let journal: Journal
  /// The steps at which the run was resumed.
  private let resumptions: JournalResumptions
  /// The names of the scalars in the journal, in the order of their first appearance.
  public let scalarNames: [String]
  /// The total training time, in seconds.
  private let seconds: Double

  /// Opens the journal in a run's folder.
  ///
  /// - Throws: `ExportError.unreadable`.
  public init(run: String) throws(ExportError) {
    let journal = try Self.reading(Journal.path(in: run)) { () throws(FileFailure) in try Journal(inRun: run) }
    var resumptions = JournalResumptions()
    var (names, known): ([String], Set<String>) = ([], [])
    var (lastSeconds, knowsSteps) = (0.0, false)
    try Self.reading(journal.path) { () throws(FileFailure) in
      var lines = journal.lines()
      while let line = try lines.next() {
        // Nearly all lines are steps with the same scalars, and scanning a line is faster than decoding it.
        if let report = line.scannedStep {
          lastSeconds = report.seconds
          if knowsSteps { continue }
          knowsSteps = true
        }
        guard let event = line.event else { continue }
        if case .resumed(let report) = event { resumptions.add(step: report.step, at: line.offset) }
        for scalar in RunScalar.scalars(of: event) where known.insert(scalar.name).inserted {
          names.append(scalar.name)
        }
      }
    }
    self.journal = journal
    self.resumptions = resumptions
    seconds = lastSeconds
    scalarNames = names
  }

  /// The path of the journal.
  public var path: String { journal.path }

  /// Calls `body` with each event in order; invalid lines, such as one truncated by a crash, are skipped.
  ///
  /// - Throws: `ExportError.unreadable`, or what `body` throws.
  public func forEach(_ body: (TrainingEvent) throws(ExportError) -> Void) throws(ExportError) {
    var events = journal.events()
    while let entry = try Self.reading(path, { () throws(FileFailure) in try events.next() }) {
      if resumptions.isValid(step: entry.event.step, at: entry.offset) { try body(entry.event) }
    }
  }

  /// The estimated start of training: the journal's modification date minus the training time.
  public var startDate: Date {
    // Without a modification date, the present is the best estimate.
    let changed = try? URL(fileURLWithPath: path).resourceValues(forKeys: [.contentModificationDateKey])
    return (changed?.contentModificationDate ?? Date()).addingTimeInterval(-seconds)
  }

  private static func reading<Result>(
    _ path: String, _ body: () throws(FileFailure) -> Result
  ) throws(ExportError) -> Result {
    do throws(FileFailure) {
      return try body()
    } catch {
      throw .unreadable(path, error.reason)
    }
  }
}
