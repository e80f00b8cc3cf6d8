import SiamCore

/// The state of the Runs screen.
struct RunsState: Equatable, Sendable {
  /// The sort order of the list.
  enum Order: CaseIterable, Equatable, Sendable {
    /// Newest first.
    case newest
    /// By name.
    case name
    /// Highest accuracy first.
    case accuracy
    /// Lowest loss first.
    case loss
    /// Largest first.
    case size
  }

  /// A kind of curve.
  enum Chart: Equatable, Sendable {
    /// The training loss.
    case loss
    /// The episode accuracy.
    case accuracy
  }

  /// The runs, once the folder has been read.
  var listing: RunsListing?
  /// The sort order of the list.
  var order = Order.newest
  /// The path of the selected run; nil selects the run at `index`.
  var chosen: String?
  /// The last index of the selected run, used when that run no longer exists.
  var index = 0
  /// The index of the first visible run.
  var top = 0
  /// The paths of the marked runs, whose curves are drawn, in the order in which they were marked.
  var marked: [String] = []
  /// The chart that is shown when there is no room for both.
  var chart = Chart.loss
  /// The received curves, by the path of the run.
  private(set) var curves: [String: ReceivedCurves] = [:]

  /// The curves of a run, or why they can't be read.
  struct ReceivedCurves: Equatable, Sendable {
    /// The last modification of the journal they were read from.
    var written: Instant?
    /// The curves, or why they can't be read.
    var curves: Result

    /// Curves or an error.
    enum Result: Equatable, Sendable {
      case curves(RunCurves)
      case refused(String)
    }
  }

  /// Stores the result of a query.
  mutating func receive(_ result: QueryResult, to query: Query) {
    switch (result, query) {
    case (.runs(let listing), .runs):
      self.listing = listing
      let paths = Set(listing.runs.map(\.path))
      marked.removeAll { !paths.contains($0) }
      curves = curves.filter { paths.contains($0.key) }
    case (.curves(let found), .curves(let run, let written)) where found.run == run:
      curves[run] = ReceivedCurves(written: written, curves: .curves(found))
    case (.rejected(_, let reason), .curves(let run, let written)):
      curves[run] = ReceivedCurves(written: written, curves: .refused(String(reason.prefix(400))))
    default: break
    }
  }

  /// Returns the curves of a run, if they have been received.
  func curves(of run: RunSummary) -> RunCurves? {
    guard case .curves(let found)? = curves[run.path]?.curves else { return nil }
    return found
  }

  /// Removes a deleted run.
  mutating func forget(_ path: String) {
    listing?.runs.removeAll { $0.path == path }
    marked.removeAll { $0 == path }
    curves[path] = nil
  }
}
