/// The similarity of two images.
public struct ComparisonReport: Codable, Equatable, Sendable {
  /// The paths of the two files.
  public var files: [String]
  /// The squared Euclidean distance of their embeddings, 0…4.
  public var distance: Float
  /// The similarity, 0…1: that of the pair head, if the run has one, otherwise `1 − distance/4`.
  public var similarity: Float
  /// The similarity from which two images count as the same class; nil if the run has no threshold.
  public var threshold: Float?
  /// Whether the images count as the same class; nil without a threshold.
  public var isSame: Bool?

  /// Creates a report.
  public init(files: [String], distance: Float, similarity: Float, threshold: Float?, isSame: Bool?) {
    self.files = files
    self.distance = distance
    self.similarity = similarity
    self.threshold = threshold
    self.isSame = isSame
  }

  private enum CodingKeys: String, CodingKey {
    case files, distance, similarity, threshold
    case isSame = "same"
  }
}
