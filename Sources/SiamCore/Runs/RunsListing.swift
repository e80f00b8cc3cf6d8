/// The runs in a folder at a point in time.
public struct RunsListing: Equatable, Sendable {
  /// The path of the folder.
  public var folder: String
  /// The runs, newest first, followed by folders that are not runs.
  public var runs: [RunSummary]
  /// The paths of runs that this process trains or shows, and that can't be removed.
  public var shown: Set<String>
  /// When the folder was read.
  public var moment: Instant

  /// Creates a listing.
  public init(folder: String, runs: [RunSummary], shown: Set<String>, moment: Instant) {
    self.folder = folder
    self.runs = runs
    self.shown = shown
    self.moment = moment
  }
}
