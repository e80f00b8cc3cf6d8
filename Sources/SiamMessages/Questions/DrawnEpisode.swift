/// Asks for an episode.
public struct EpisodeQuestion: Equatable, Sendable {
  /// k and n.
  public var setting: EpisodeSetting
  /// Queries of each class.
  public var queries: Int
  /// Classes it must have, k at most; the others are drawn.
  public var classes: [ClassID]
  /// Whether all drawn classes are of one group.
  public var isWithinGroup: Bool
  /// The same seed draws the same episode.
  public var seed: UInt64

  /// Asks for an episode.
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

/// A support set and its queries, as images.
public struct DrawnEpisode: Equatable, Sendable {
  /// The k classes.
  public var classes: [ClassSummary]
  /// For each class its n support images.
  public var support: [[ImageID]]
  /// For each class its queries, none of them in its support.
  public var queries: [[ImageID]]

  /// A support set and its queries.
  public init(classes: [ClassSummary], support: [[ImageID]], queries: [[ImageID]]) {
    self.classes = classes
    self.support = support
    self.queries = queries
  }
}
