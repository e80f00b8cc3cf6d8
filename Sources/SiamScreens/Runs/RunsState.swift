import SiamMessages

/// What the Runs screen knows.
struct RunsState: Equatable, Sendable {
  /// What a list of runs is sorted by.
  enum Order: CaseIterable, Equatable, Sendable {
    /// The newest run first.
    case newest
    /// By name.
    case name
    /// The best accuracy first.
    case accuracy
    /// The least loss first.
    case loss
    /// The largest first.
    case size
  }

  /// Which curves are shown, where there is no room for both.
  enum Chart: Equatable, Sendable {
    /// Training loss.
    case loss
    /// Episode accuracy.
    case accuracy
  }

  /// The runs, once they are known.
  var listing: RunsListing?
  /// What the list is sorted by.
  var order = Order.newest
  /// The path of the chosen run; the first where nil.
  var chosen: String?
  /// Where in the list the chosen one was last, for when it is gone.
  var place = 0
  /// The first that is seen.
  var top = 0
  /// Paths of the runs whose curves are shown, in the order they were marked; the first few where there are none.
  var marked: [String] = []
  /// Which curves are shown, where there is no room for both.
  var chart = Chart.loss
  /// Curves that have come, by the runs' paths.
  private(set) var curves: [String: Known] = [:]

  /// What is known of a run's curves.
  struct Known: Equatable, Sendable {
    /// When its journal was written for the last time they have.
    var written: Instant?
    /// The curves, or why there are none.
    var curves: Result

    /// The curves, or why there are none.
    enum Result: Equatable, Sendable {
      case curves(RunCurves)
      case refused(String)
    }
  }

  /// Takes an answer in.
  mutating func receive(_ answer: Answer, to question: Question) {
    switch (answer, question) {
    case (.runs(let listing), .runs):
      self.listing = listing
      let paths = Set(listing.runs.map(\.path))
      marked.removeAll { !paths.contains($0) }
      curves = curves.filter { paths.contains($0.key) }
    case (.curves(let found), .curves(let run, let written)) where found.run == run:
      curves[run] = Known(written: written, curves: .curves(found))
    case (.refused(_, let reason), .curves(let run, let written)):
      curves[run] = Known(written: written, curves: .refused(String(reason.prefix(400))))
    default: break
    }
  }

  /// A run's curves, where they have come.
  func curves(of run: RunSummary) -> RunCurves? {
    guard case .curves(let found)? = curves[run.path]?.curves else { return nil }
    return found
  }

  /// A run is gone.
  mutating func forget(_ path: String) {
    listing?.runs.removeAll { $0.path == path }
    marked.removeAll { $0 == path }
    curves[path] = nil
  }
}
