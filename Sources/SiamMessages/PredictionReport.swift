/// Which class of a support set a query is of.
public struct PredictionReport: Codable, Equatable, Sendable {
  /// The query.
  public var file: String
  /// Its class; nil where two classes are as near, or where it is of none.
  public var `class`: String?
  /// Whether it is less similar to its nearest class than the run's threshold asks.
  public var isUnknown: Bool
  /// How similar the query and its nearest class are: 0…1 where the classifier has such a reading, else its score.
  public var similarity: Float
  /// The class that is nearest.
  public var nearest: String
  /// The class that comes next.
  public var runnerUp: String
  /// How similar the query and `runnerUp` are.
  public var runnerUpSimilarity: Float
  /// The classifier's word.
  public var classifier: String

  /// Which class a query is of.
  public init(
    file: String, class: String?, isUnknown: Bool, similarity: Float, nearest: String, runnerUp: String,
    runnerUpSimilarity: Float, classifier: String
  ) {
    self.file = file
    self.class = `class`
    self.isUnknown = isUnknown
    self.similarity = similarity
    self.nearest = nearest
    self.runnerUp = runnerUp
    self.runnerUpSimilarity = runnerUpSimilarity
    self.classifier = classifier
  }

  private enum CodingKeys: String, CodingKey {
    case file, `class`, similarity, nearest, runnerUp, runnerUpSimilarity, classifier
    case isUnknown = "unknown"
  }
}
