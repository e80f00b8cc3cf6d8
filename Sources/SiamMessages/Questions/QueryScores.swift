/// An image, of the dataset or not, as a query or support image.
public enum ImageSource: Hashable, Sendable {
  /// An image of the dataset.
  case image(ImageID)
  /// A picture of the dataset's size: `channels × height × width` values, row-major, ink bright (255) on black (0).
  case pixels([UInt8])
}

/// Asks how alike queries and the classes of a support set are.
public struct ScoresQuestion: Equatable, Sendable {
  /// For each of k classes its support images, one or more.
  public var support: [[ImageSource]]
  /// One or more.
  public var queries: [ImageSource]
  /// How they are compared; nil for the objective's own way.
  public var classifier: ClassifierName?

  /// Asks how alike queries and classes are.
  public init(support: [[ImageSource]], queries: [ImageSource], classifier: ClassifierName?) {
    self.support = support
    self.queries = queries
    self.classifier = classifier
  }
}

/// How alike queries and the classes of a support set are.
public struct QueryScores: Equatable, Sendable {
  /// Steps taken by the network that compared.
  public var step: Int
  /// How they were compared.
  public var classifier: ClassifierName
  /// In the order asked.
  public var queries: [QueryScore]

  /// How alike queries and classes are.
  public init(step: Int, classifier: ClassifierName, queries: [QueryScore]) {
    self.step = step
    self.classifier = classifier
    self.queries = queries
  }
}

/// One query's likeness to each class.
public struct QueryScore: Equatable, Sendable {
  /// For each class a similarity, 0…1, in the order of the support set.
  public var similarities: [Float]
  /// For each class the squared distance of the query and the mean of its support embeddings, 0…4.
  public var distances: [Float]
  /// The place of the class it is named; nil on a tie.
  public var prediction: Int?

  /// One query's likeness to each class.
  public init(similarities: [Float], distances: [Float], prediction: Int?) {
    self.similarities = similarities
    self.distances = distances
    self.prediction = prediction
  }
}

/// A picture from a file, brought to the dataset's size, or why there is none.
public struct FilePicture: Equatable, Sendable {
  /// As it was asked for.
  public var path: String
  /// `channels × height × width` values, as the dataset's, ink bright; nil where the file can't be read.
  public var pixels: [UInt8]?
  /// Why not, in one line.
  public var problem: String?

  /// A picture from a file, or why there is none.
  public init(path: String, pixels: [UInt8]?, problem: String? = nil) {
    self.path = path
    self.pixels = pixels
    self.problem = problem
  }
}
