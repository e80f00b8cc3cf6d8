/// A classifier's errors in one-shot runs such as Omniglot's 20.
public struct OneShotRunsReport: Codable, Equatable, Sendable {
  /// As in `ClassifierAccuracy`.
  public var classifier: String
  /// How many runs.
  public var runs: Int
  /// The share of all queries named wrongly, 0…1.
  public var error: Float
  /// The same of each run, in order.
  public var errors: [Float]

  /// A classifier's errors in one-shot runs.
  public init(classifier: String, runs: Int, error: Float, errors: [Float]) {
    self.classifier = classifier
    self.runs = runs
    self.error = error
    self.errors = errors
  }
}
