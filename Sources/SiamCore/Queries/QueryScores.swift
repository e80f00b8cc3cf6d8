/// A query or support image, from the dataset or not.
public enum ImageReference: Hashable, Sendable {
  /// An image of the dataset.
  case image(ImageID)
  /// Pixels at the dataset's size: `channels × height × width` values, row-major, ink bright (255) on black (0).
  case pixels([UInt8])
}

/// A request for the similarities of queries to the classes of a support set.
public struct ScoresQuery: Equatable, Sendable {
  /// The support images of each class, at least one.
  public var support: [[ImageReference]]
  /// The queries, at least one.
  public var queries: [ImageReference]
  /// The classifier; nil for the objective's default.
  public var classifier: ClassifierName?

  /// Creates a request.
  public init(support: [[ImageReference]], queries: [ImageReference], classifier: ClassifierName?) {
    self.support = support
    self.queries = queries
    self.classifier = classifier
  }
}

/// The similarities of queries to the classes of a support set.
public struct QueryScores: Equatable, Sendable {
  /// The number of training steps of the network.
  public var step: Int
  /// The classifier.
  public var classifier: ClassifierName
  /// The scores of each query, in the order of the request.
  public var queries: [QueryScore]

  /// Creates scores.
  public init(step: Int, classifier: ClassifierName, queries: [QueryScore]) {
    self.step = step
    self.classifier = classifier
    self.queries = queries
  }
}

/// The similarities of one query to each class.
public struct QueryScore: Equatable, Sendable {
  /// The similarity to each class, 0…1, in the order of the support set.
  public var similarities: [Float]
  /// The squared distance to the mean support embedding of each class, 0…4.
  public var distances: [Float]
  /// The index of the predicted class; nil on a tie.
  public var prediction: Int?

  /// Creates a score.
  public init(similarities: [Float], distances: [Float], prediction: Int?) {
    self.similarities = similarities
    self.distances = distances
    self.prediction = prediction
  }
}

/// An image read from a file at the dataset's size, or the reason why it can't be read.
public struct QueryImage: Equatable, Sendable {
  /// The path as requested.
  public var path: String
  /// `channels × height × width` values, row-major, ink bright (255) on black (0); nil if the file can't be read.
  public var pixels: [UInt8]?
  /// Why the file can't be read, in one line.
  public var problem: String?

  /// Creates an image, or the error for a file that can't be read.
  public init(path: String, pixels: [UInt8]?, problem: String? = nil) {
    self.path = path
    self.pixels = pixels
    self.problem = problem
  }
}
