public import Foundation
internal import SiamFiles
public import SiamMessages
internal import SiamTraining

/// The events of a run's journal that still hold: what was told of steps that a resumed run took again is left out.
///
/// The journal is read line by line, however long it is, and may still be written.
public struct RunHistory {
  /// The journal.
  public let path: String
  /// Where the run was gone on with.
  private let resumptions: JournalResumptions
  /// The names of the scalars it tells, in the order of their first appearance.
  public let scalarNames: [String]
  /// Training time of all its steps, in seconds.
  private let seconds: Double

  /// Opens the journal in a run's folder.
  ///
  /// - Throws: `ExportError.unreadable`.
  public init(run: String) throws(ExportError) {
    let journal = JournalReader.path(in: run)
    path = journal
    var gone = JournalResumptions()
    var (names, known): ([String], Set<String>) = ([], [])
    var (lastSeconds, knowsSteps) = (0.0, false)
    try Self.reading(journal) { () throws(FileFailure) in
      var lines = try FileLines(journal)
      while let line = try lines.next() {
        // Nearly all lines are steps, which tell the same scalars, and decoding one takes longer than scanning it.
        if let report = StepReport(scanning: line.bytes) {
          lastSeconds = report.seconds
          if knowsSteps { continue }
          knowsSteps = true
        }
        guard let event = JournalReader.event(line.bytes) else { continue }
        if case .resumed(let report) = event { gone.add(step: report.step, at: line.offset) }
        for scalar in RunScalar.told(by: event) where known.insert(scalar.name).inserted { names.append(scalar.name) }
      }
    }
    resumptions = gone
    seconds = lastSeconds
    scalarNames = names
  }

  /// Calls `body` with one event after the other; lines that hold none, such as one cut short by a crash, are passed
  /// over.
  ///
  /// - Throws: `ExportError.unreadable`, or what `body` throws.
  public func forEach(_ body: (TrainingEvent) throws(ExportError) -> Void) throws(ExportError) {
    var reader = try Self.reading(path) { () throws(FileFailure) in try JournalReader(path) }
    while let entry = try Self.reading(path, { () throws(FileFailure) in try reader.next() }) {
      if resumptions.holds(step: entry.event.step, at: entry.offset) { try body(entry.event) }
    }
  }

  /// When training began, as far as a journal tells: its last change, less the training time it tells of.
  public var began: Date {
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
