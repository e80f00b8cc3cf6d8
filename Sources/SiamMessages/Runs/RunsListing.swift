/// The runs of a folder as they are at a moment.
public struct RunsListing: Equatable, Sendable {
  /// The folder that keeps them.
  public var folder: String
  /// Newest first; folders that are no runs come last.
  public var runs: [RunSummary]
  /// Paths of those that this program trains or shows, and so keeps.
  public var shown: Set<String>
  /// When they were looked at.
  public var moment: Instant

  /// The runs of a folder.
  public init(folder: String, runs: [RunSummary], shown: Set<String>, moment: Instant) {
    self.folder = folder
    self.runs = runs
    self.shown = shown
    self.moment = moment
  }
}
