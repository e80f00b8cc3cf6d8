public import SiamMessages

/// What of a recipe somebody asked for in so many words: it is kept where the rest is fitted to the data.
public struct RecipeRequests: Equatable, Sendable {
  /// Whether the way or the shot of the episodes was asked for.
  public var hasEpisodes = false
  /// Whether it was said if a turned picture is another class.
  public var hasQuarterTurnClasses = false
  /// How images are varied, where that was said.
  public var augmentation: AskedAugmentation?

  /// Nothing was asked for.
  public init() {}
}
