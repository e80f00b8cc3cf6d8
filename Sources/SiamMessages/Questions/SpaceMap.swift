/// Asks for embeddings in two dimensions.
public struct SpaceQuestion: Equatable, Sendable {
  /// How they are projected.
  public var method: ProjectionMethod
  /// Points at most; classes give as many images each as that allows.
  public var most: Int
  /// Only these classes; empty for all.
  public var classes: [ClassID]

  /// Asks for embeddings in two dimensions.
  public init(method: ProjectionMethod, most: Int, classes: [ClassID] = []) {
    self.method = method
    self.most = most
    self.classes = classes
  }
}

/// How embeddings are brought to two dimensions.
public enum ProjectionMethod: String, CaseIterable, Codable, Sendable {
  /// Principal components, their axes kept from turning over between one map and the next.
  case principalComponents = "pca"
  /// t-distributed stochastic neighbour embedding (van der Maaten and Hinton 2008); takes
  /// a second for a thousand points, and shows no more.
  case tSNE = "t-sne"
}

/// Embeddings in two dimensions.
public struct SpaceMap: Equatable, Sendable {
  /// Steps taken by the network that embedded.
  public var step: Int
  /// How they were projected.
  public var method: ProjectionMethod
  /// In dataset order, so that the same image has the same place in each map.
  public var points: [SpacePoint]
  /// The shares of the variance that the two axes have; nil for t-SNE.
  public var explained: [Float]?
  /// The classes of the points.
  public var classes: [ClassSummary]
  /// Nearest neighbours of different classes among the points, the nearest first: images that the network can hardly
  /// tell apart.
  public var lookAlikes: [LookAlike]

  /// Embeddings in two dimensions.
  public init(
    step: Int, method: ProjectionMethod, points: [SpacePoint], explained: [Float]?, classes: [ClassSummary],
    lookAlikes: [LookAlike]
  ) {
    self.step = step
    self.method = method
    self.points = points
    self.explained = explained
    self.classes = classes
    self.lookAlikes = lookAlikes
  }
}

/// An image's place in a map.
public struct SpacePoint: Equatable, Sendable {
  /// Which image.
  public var image: ImageID
  /// Its class, as a place in the map's `classes`.
  public var classPlace: Int
  /// Along the first axis.
  public var x: Float
  /// Along the second axis.
  public var y: Float

  /// An image's place in a map.
  public init(image: ImageID, classPlace: Int, x: Float, y: Float) {
    self.image = image
    self.classPlace = classPlace
    self.x = x
    self.y = y
  }
}

/// Two images of different classes that lie closer together than either does to its own class.
public struct LookAlike: Equatable, Sendable {
  /// One image.
  public var first: ImageID
  /// The other.
  public var second: ImageID
  /// Between their embeddings, squared, 0…4.
  public var distance: Float

  /// Two images of different classes.
  public init(first: ImageID, second: ImageID, distance: Float) {
    self.first = first
    self.second = second
    self.distance = distance
  }
}

/// The embeddings nearest to an image's, in all dimensions.
public struct Neighbourhood: Equatable, Sendable {
  /// Steps taken by the network that embedded.
  public var step: Int
  /// Whose neighbours they are.
  public var image: ImageID
  /// The nearest first, the image itself left out.
  public var neighbours: [Neighbour]
  /// How many images were looked at, the image itself left out.
  public var among: Int

  /// The embeddings nearest to an image's.
  public init(step: Int, image: ImageID, neighbours: [Neighbour], among: Int) {
    self.step = step
    self.image = image
    self.neighbours = neighbours
    self.among = among
  }
}

/// A near image.
public struct Neighbour: Equatable, Sendable {
  /// Which image.
  public var image: ImageID
  /// What its class is called.
  public var className: String
  /// Whether that is the asked image's class too.
  public var isSameClass: Bool
  /// Squared, 0…4.
  public var distance: Float

  /// A near image.
  public init(image: ImageID, className: String, isSameClass: Bool, distance: Float) {
    self.image = image
    self.className = className
    self.isSameClass = isSameClass
    self.distance = distance
  }
}
