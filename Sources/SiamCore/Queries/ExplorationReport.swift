/// A trained run that is explored, and the data.
public struct ExplorationReport: Codable, Equatable, Sendable {
  /// The run as named on the command line.
  public var model: String
  /// The run's recipe.
  public var recipe: Recipe
  /// The data that the run is explored on.
  public var data: DataSummary
  /// The number of training steps.
  public var step: Int
  /// The number of trained parameters.
  public var parameters: Int
  /// The similarity from which a pair counts as the same class; nil if the run has no threshold.
  public var threshold: SimilarityThreshold?

  /// Creates a report.
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
