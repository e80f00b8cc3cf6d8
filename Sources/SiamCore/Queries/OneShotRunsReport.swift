/// The error rates of a classifier in one-shot runs, such as Omniglot's 20.
public struct OneShotRunsReport: Codable, Equatable, Sendable {
  /// The classifier's name, as in `ClassifierAccuracy`.
  public var classifier: String
  /// The number of runs.
  public var runs: Int
  /// The share of all queries that are misclassified, 0…1.
  public var error: Float
  /// The error rate of each run, 0…1, in order.
  public var errors: [Float]

  /// Creates a report.
  public init(classifier: String, runs: Int, error: Float, errors: [Float]) {
    self.classifier = classifier
    self.runs = runs
    self.error = error
    self.errors = errors
  }
}
