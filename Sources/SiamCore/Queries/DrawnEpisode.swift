/// A request for a random episode.
public struct EpisodeQuery: Equatable, Sendable {
  /// The way and shot.
  public var setting: EpisodeSetting
  /// The number of queries per class.
  public var queries: Int
  /// Classes that the episode must include, at most k; the others are drawn (default: none).
  public var classes: [ClassID]
  /// Whether all drawn classes come from one group (default: false).
  public var isWithinGroup: Bool
  /// The seed; equal seeds draw equal episodes.
  public var seed: UInt64

  /// Creates a request.
  public init(
    setting: EpisodeSetting, queries: Int, classes: [ClassID] = [], isWithinGroup: Bool = false, seed: UInt64
  ) {
    self.setting = setting
    self.queries = queries
    self.classes = classes
    self.isWithinGroup = isWithinGroup
    self.seed = seed
  }
}

/// An episode: a support set and its queries.
public struct DrawnEpisode: Equatable, Sendable {
  /// The k classes.
  public var classes: [ClassSummary]
  /// The n support images of each class.
  public var support: [[ImageID]]
  /// The queries of each class, none of which is in the support set.
  public var queries: [[ImageID]]

  /// Creates an episode.
  public init(classes: [ClassSummary], support: [[ImageID]], queries: [[ImageID]]) {
    self.classes = classes
    self.support = support
    self.queries = queries
  }
}
