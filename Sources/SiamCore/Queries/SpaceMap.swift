/// A request for a projection of embeddings to two dimensions.
public struct SpaceQuery: Equatable, Sendable {
  /// The projection method.
  public var method: ProjectionMethod
  /// The maximum number of points; every class contributes as many images as that allows.
  public var maxPoints: Int
  /// The classes to show; empty for all (default).
  public var classes: [ClassID]

  /// Creates a request.
  public init(method: ProjectionMethod, maxPoints: Int, classes: [ClassID] = []) {
    self.method = method
    self.maxPoints = maxPoints
    self.classes = classes
  }
}

/// A method to project embeddings to two dimensions.
public enum ProjectionMethod: String, CaseIterable, Codable, Sendable {
  /// Principal component analysis; axes are aligned with those of the map before.
  case principalComponents = "pca"
  /// t-distributed stochastic neighbour embedding (van der Maaten and Hinton 2008). It takes about a second for 1,000
  /// points, and shows no more than that.
  case tSNE = "t-sne"
}

/// A projection of embeddings to two dimensions.
public struct SpaceMap: Equatable, Sendable {
  /// The number of training steps of the network.
  public var step: Int
  /// The projection method.
  public var method: ProjectionMethod
  /// The points in dataset order, so that an image has the same index in each map.
  public var points: [SpacePoint]
  /// The share of the variance explained by each of the two axes, 0…1; nil for t-SNE.
  public var explained: [Float]?
  /// The classes of the points.
  public var classes: [ClassSummary]
  /// Pairs of nearest neighbours from different classes, the nearest first: images that the network confuses.
  public var similarPairs: [SimilarPair]

  /// Creates a map.
  public init(
    step: Int, method: ProjectionMethod, points: [SpacePoint], explained: [Float]?, classes: [ClassSummary],
    similarPairs: [SimilarPair]
  ) {
    self.step = step
    self.method = method
    self.points = points
    self.explained = explained
    self.classes = classes
    self.similarPairs = similarPairs
  }
}

/// The position of an image in a map.
public struct SpacePoint: Equatable, Sendable {
  /// The image.
  public var image: ImageID
  /// The index of the image's class in the map's `classes`.
  public var classIndex: Int
  /// The coordinate along the first axis, in units of the embedding for principal components, arbitrary for t-SNE.
  public var x: Float
  /// The coordinate along the second axis, in the units of `x`.
  public var y: Float

  /// Creates a point.
  public init(image: ImageID, classIndex: Int, x: Float, y: Float) {
    self.image = image
    self.classIndex = classIndex
    self.x = x
    self.y = y
  }
}

/// Two images of different classes that are nearer to each other than to any image of their own class.
public struct SimilarPair: Equatable, Sendable {
  /// The first image.
  public var first: ImageID
  /// The second image.
  public var second: ImageID
  /// The squared distance of the embeddings, 0…4.
  public var distance: Float

  /// Creates a pair.
  public init(first: ImageID, second: ImageID, distance: Float) {
    self.first = first
    self.second = second
    self.distance = distance
  }
}

/// The nearest neighbours of an image in embedding space.
public struct Neighbourhood: Equatable, Sendable {
  /// The number of training steps of the network.
  public var step: Int
  /// The image whose neighbours are listed.
  public var image: ImageID
  /// The neighbours, the nearest first, without the image itself.
  public var neighbours: [Neighbour]
  /// The number of images that were searched, without the image itself.
  public var candidateCount: Int

  /// Creates a neighbourhood.
  public init(step: Int, image: ImageID, neighbours: [Neighbour], candidateCount: Int) {
    self.step = step
    self.image = image
    self.neighbours = neighbours
    self.candidateCount = candidateCount
  }
}

/// A neighbour of an image.
public struct Neighbour: Equatable, Sendable {
  /// The image.
  public var image: ImageID
  /// The name of the image's class.
  public var className: String
  /// Whether the class is that of the image whose neighbour this is.
  public var isSameClass: Bool
  /// The squared distance of the embeddings, 0…4.
  public var distance: Float

  /// Creates a neighbour.
  public init(image: ImageID, className: String, isSameClass: Bool, distance: Float) {
    self.image = image
    self.className = className
    self.isSameClass = isSameClass
    self.distance = distance
  }
}
