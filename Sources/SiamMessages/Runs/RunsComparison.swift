/// Runs beside each other: what they were asked for differently, and what came out.
public struct RunsComparison: Codable, Equatable, Sendable {
  /// The runs, in the order they were named.
  public var runs: [RunSummary]
  /// What differs, by name; what all have in common is left out.
  public var differences: [RunDifference]

  /// Runs beside each other.
  public init(runs: [RunSummary], differences: [RunDifference]) {
    self.runs = runs
    self.differences = differences
  }
}

/// Something that runs were not all asked for alike.
public struct RunDifference: Codable, Equatable, Sendable {
  /// As the recipe names it, `augmentation.rotation`; what is not of the recipe as `run.json` does, `data.fingerprint`.
  public var name: String
  /// A value a run, in words or as JSON has it; nil where a run has none.
  public var values: [String?]

  /// Something that differs.
  public init(name: String, values: [String?]) {
    self.name = name
    self.values = values
  }
}
