import Foundation
import SiamMessages
import SiamTraining
import Synchronization

/// Answers what is asked about the runs of a folder, on threads of its own: nothing that trains or draws waits for a
/// disk.
package final class RunsDesk: Sendable {
  private let folder: String
  private let send: @Sendable (NumberedAnswer) -> Void
  private let errands = Mutex(Errands())
  private let watch: Mutex<RunsWatch>
  /// Runs that this program trains or shows, wherever their paths lead.
  private let shown: Mutex<Set<String>>

  /// Looks after a folder.
  ///
  /// - Parameters:
  ///   - folder: the folder that keeps runs.
  ///   - shown: runs that this program trains or shows, and so keeps.
  ///   - send: takes the answers; called from any thread.
  package init(_ folder: String, shown: Set<String> = [], send: @escaping @Sendable (NumberedAnswer) -> Void) {
    self.folder = folder
    self.send = send
    self.shown = Mutex(Set(shown.map(Self.place)))
    watch = Mutex(RunsWatch(RunsFolder(folder)))
  }

  /// This program trains or shows a run from now on.
  package func keep(_ run: String) { shown.withLock { _ = $0.insert(Self.place(run)) } }

  /// Runs that this program trains or shows.
  package var kept: Set<String> { shown.withLock { $0 } }

  /// Answers a question about runs, when it has looked; a newer one of its kind takes its place.
  package func ask(_ asked: NumberedQuestion) {
    errands.withLock { errands in
      errands.run(asked, send: send) { [weak self] isCancelled in
        do {
          return try self?.reply(to: asked.question, isCancelled: isCancelled)
        } catch is CancellationError {
          return nil
        } catch {
          return asked.refused(error).answer
        }
      }
    }
  }

  /// Deletes a run that nobody writes and this program doesn't show.
  ///
  /// - Throws: `RunRemovalError`, or `RunOnShow`.
  package func remove(_ run: String) throws {
    if shown.withLock({ $0.contains(Self.place(run)) }) { throw RunOnShow(run: run) }
    try RunRemoval(wholeRun: RunSummary(of: run)).remove()
  }

  /// Gives up what still runs.
  package func close() { errands.withLock { $0.cancelAll() } }

  private func reply(to question: Question, isCancelled: () -> Bool) throws -> Answer? {
    switch question {
    case .runs:
      let runs = try watch.withLock { try $0.summaries() }
      let kept = shown.withLock { $0 }
      return .runs(
        RunsListing(
          folder: folder, runs: runs, shown: Set(runs.map(\.path).filter { kept.contains(Self.place($0)) }),
          moment: Instant(Date())))
    case .curves(let run, _): return .curves(try RunCurves(ofRun: run, isCancelled: isCancelled))
    default: return nil
    }
  }

  /// Where a path leads.
  private static func place(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }
}

/// A run that this program trains or shows was to be deleted.
struct RunOnShow: Error, Equatable, CustomStringConvertible {
  var run: String

  var description: String { "\(run): it is on show here, so it stays; leave it first" }
}
