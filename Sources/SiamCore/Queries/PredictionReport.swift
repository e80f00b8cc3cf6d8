/// The predicted class of an image.
public struct PredictionReport: Codable, Equatable, Sendable {
  /// The path of the image file.
  public var file: String
  /// The predicted class; nil on a tie, and for an unknown image.
  public var `class`: String?
  /// Whether the image is rejected because its similarity is below the run's threshold.
  public var isUnknown: Bool
  /// The similarity of the image and the nearest class: 0…1, or the classifier's score if it is not a similarity.
  public var similarity: Float
  /// The most similar class.
  public var nearest: String
  /// The second most similar class.
  public var runnerUp: String
  /// The similarity of the image and `runnerUp`.
  public var runnerUpSimilarity: Float
  /// The classifier's name.
  public var classifier: String

  /// Creates a report.
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
