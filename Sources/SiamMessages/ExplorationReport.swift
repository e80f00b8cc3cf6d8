/// A trained run is explored: what it is, and on what data.
public struct ExplorationReport: Codable, Equatable, Sendable {
  /// The run as it was named.
  public var model: String
  /// What the run was trained by.
  public var recipe: Recipe
  /// What it is explored on.
  public var data: DataSummary
  /// Steps it was trained for.
  public var step: Int
  /// Trained numbers.
  public var parameters: Int
  /// The similarity above which a pair counts as the same, where the run chose one.
  public var threshold: SimilarityThreshold?

  /// A trained run is explored.
  public init(
    model: String, recipe: Recipe, data: DataSummary, step: Int, parameters: Int, threshold: SimilarityThreshold?
  ) {
    self.model = model
    self.recipe = recipe
    self.data = data
    self.step = step
    self.parameters = parameters
    self.threshold = threshold
  }
}
