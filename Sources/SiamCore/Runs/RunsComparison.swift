/// A comparison of runs: their results, and the settings that differ.
public struct RunsComparison: Codable, Equatable, Sendable {
  /// The runs, in the given order.
  public var runs: [RunSummary]
  /// The settings that differ, sorted by name.
  public var differences: [RunDifference]

  /// Creates a comparison.
  public init(runs: [RunSummary], differences: [RunDifference]) {
    self.runs = runs
    self.differences = differences
  }
}

/// A setting that differs between runs.
public struct RunDifference: Codable, Equatable, Sendable {
  /// The setting's name in the recipe, such as `augmentation.rotation`, or in `run.json`, such as `data.fingerprint`.
  public var name: String
  /// The value of each run, as text or JSON; nil for runs without this setting.
  public var values: [String?]

  /// Creates a difference.
  public init(name: String, values: [String?]) {
    self.name = name
    self.values = values
  }
}
