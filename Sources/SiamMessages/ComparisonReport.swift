/// How alike two pictures are.
public struct ComparisonReport: Codable, Equatable, Sendable {
  /// The two files.
  public var files: [String]
  /// Squared Euclidean distance of their embeddings, 0…4.
  public var distance: Float
  /// 0…1: the pair head's where the run has one, else `1 − distance/4`.
  public var similarity: Float
  /// The similarity from which two pictures are taken for one class; nil where the run chose none.
  public var threshold: Float?
  /// Whether they are taken for one class; nil without a threshold.
  public var isSame: Bool?

  /// How alike two pictures are.
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
