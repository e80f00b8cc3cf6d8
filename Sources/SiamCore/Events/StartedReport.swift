/// The report of a run that started.
public struct StartedReport: Codable, Equatable, Sendable {
  /// The version of siam.
  public var version: String
  /// The run's recipe.
  public var recipe: Recipe
  /// The data for training and evaluation.
  public var data: DataSummary
  /// The number of trained parameters.
  public var parameters: Int
  /// The number of compute threads.
  public var threads: Int

  /// Creates a report.
  public init(version: String, recipe: Recipe, data: DataSummary, parameters: Int, threads: Int) {
    self.version = version
    self.recipe = recipe
    self.data = data
    self.parameters = parameters
    self.threads = threads
  }
}

/// The report of a run that was resumed.
public struct ResumedReport: Codable, Equatable, Sendable {
  /// The number of steps completed before; earlier events of later steps no longer belong to the run.
  public var step: Int
  /// The version of siam.
  public var version: String
  /// The recipe from now on.
  public var recipe: Recipe
  /// The path of the checkpoint within the run folder.
  public var file: String
  /// The changes to the recipe and the number of threads, one line each.
  public var changes: [String]
  /// The number of compute threads.
  public var threads: Int

  /// Creates a report.
  public init(step: Int, version: String, recipe: Recipe, file: String, changes: [String], threads: Int) {
    self.step = step
    self.version = version
    self.recipe = recipe
    self.file = file
    self.changes = changes
    self.threads = threads
  }
}

/// The report of the planned number of steps.
public struct PlannedReport: Codable, Equatable, Sendable {
  /// The number of completed steps.
  public var step: Int
  /// The number of steps of the whole run.
  public var steps: Int

  /// Creates a report.
  public init(step: Int, steps: Int) {
    self.step = step
    self.steps = steps
  }
}
