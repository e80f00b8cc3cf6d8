/// What a query was named, and how near it was to each class.
public struct PredictionReport: Codable, Equatable, Sendable {
  /// The query's file.
  public var query: String
  /// The name of its class; nil where several scored the same.
  public var prediction: String?
  /// As in `ClassifierAccuracy`.
  public var classifier: String
  /// Every class of the support set, the best first.
  public var classes: [ClassScore]

  /// What a query was named.
  public init(query: String, prediction: String?, classifier: String, classes: [ClassScore]) {
    self.query = query
    self.prediction = prediction
    self.classifier = classifier
    self.classes = classes
  }
}

/// How alike a query and a class are.
public struct ClassScore: Codable, Equatable, Sendable {
  /// The class's name.
  public var name: String
  /// Higher is more alike, in the classifier's own range; nil where it is no number.
  public var score: Float?
  /// 0…1, where the classifier has such a reading.
  public var similarity: Float?

  /// How alike a query and a class are.
  public init(name: String, score: Float?, similarity: Float?) {
    self.name = name
    self.score = score
    self.similarity = similarity
  }
}
