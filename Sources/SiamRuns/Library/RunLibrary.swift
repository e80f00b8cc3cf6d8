import Foundation
package import SiamCore
import Synchronization

/// Lists, reads and deletes the runs in a folder, in the background, so that neither training nor drawing waits for the
/// disk.
package final class RunLibrary: Sendable {
  private let folder: String
  private let send: @Sendable (QueryReply) -> Void
  private let backgroundJobs = Mutex(BackgroundJobs())
  private let watch: Mutex<RunsWatch>
  /// The resolved paths of runs that this process trains or shows.
  private let open: Mutex<Set<String>>

  /// Makes a library of a folder.
  ///
  /// - Parameters:
  ///   - folder: the path of the folder with the runs.
  ///   - openRuns: runs that this process trains or shows, and so must not be deleted.
  ///   - send: receives the results, on any thread.
  package init(_ folder: String, openRuns: Set<String> = [], send: @escaping @Sendable (QueryReply) -> Void) {
    self.folder = folder
    self.send = send
    open = Mutex(Set(openRuns.map(Self.resolvedPath)))
    watch = Mutex(RunsWatch(RunsFolder(folder)))
  }

  /// Marks a run as open: this process trains or shows it from now on, so it must not be deleted.
  package func markOpen(_ run: String) { open.withLock { _ = $0.insert(Self.resolvedPath(run)) } }

  /// The resolved paths of runs that this process trains or shows.
  package var openRuns: Set<String> { open.withLock { $0 } }

  /// Runs a query about runs in the background. A newer query of the same kind replaces it.
  package func ask(_ request: QueryRequest) {
    backgroundJobs.withLock { backgroundJobs in
      backgroundJobs.run(request, send: send) { [weak self] isCancelled in
        do {
          return try self?.reply(to: request.query, isCancelled: isCancelled)
        } catch is CancellationError {
          return nil
        } catch {
          return request.rejected(error).result
        }
      }
    }
  }

  /// Deletes a run.
  ///
  /// - Throws: `RunIsOpenError` if this process trains or shows the run; `RunRemovalError` if another process is
  ///   writing it, or it can't be removed.
  package func remove(_ run: String) throws {
    if open.withLock({ $0.contains(Self.resolvedPath(run)) }) { throw RunIsOpenError(run: run) }
    try RunRemoval(wholeRun: RunSummary(of: run)).remove()
  }

  /// Cancels the queries that are still running.
  package func close() { backgroundJobs.withLock { $0.cancelAll() } }

  private func reply(to query: Query, isCancelled: () -> Bool) throws -> QueryResult? {
    switch query {
    case .runs:
      let runs = try watch.withLock { try $0.summaries() }
      let openRuns = openRuns
      return .runs(
        RunsListing(
          folder: folder, runs: runs, shown: Set(runs.map(\.path).filter { openRuns.contains(Self.resolvedPath($0)) }),
          moment: Instant(Date())))
    case .curves(let run, _): return .curves(try RunCurves(ofRun: run, isCancelled: isCancelled))
    default: return nil
    }
  }

  /// The path with symbolic links resolved.
  private static func resolvedPath(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }
}

/// The error for deleting a run that this process trains or shows.
struct RunIsOpenError: Error, Equatable, CustomStringConvertible {
  var run: String

  var description: String { "\(run): run is open; close it first" }
}
