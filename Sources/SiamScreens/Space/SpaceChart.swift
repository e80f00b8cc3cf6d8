import SiamCore

/// A map of embeddings, validated and indexed for drawing.
struct SpaceChart: Equatable, Sendable {
  /// The maximum number of points.
  static let maxPoints = 20_000
  /// The maximum number of similar pairs.
  static let maxSimilarPairs = 200

  let step: Int
  let method: ProjectionMethod
  /// The shares of the variance that the two axes explain.
  let explained: [Float]?
  /// The points with a finite position and a valid class.
  let points: [SpacePoint]
  let classes: [ClassSummary]
  /// The similar pairs whose images are both on the map.
  let similarPairs: [SimilarPair]
  /// The mean position of the points of each class; nil for a class without points.
  let classCentres: [FeatureSpace.Point?]
  private let indices: [ImageID: Int]

  /// Keeps the parts of a map that can be drawn.
  init(_ map: SpaceMap) {
    step = Model.boundedStep(map.step)
    method = map.method
    explained = map.explained
    classes = map.classes
    let count = classes.count
    let points = Array(
      map.points.lazy.filter { point in
        point.x.isFinite && point.y.isFinite && abs(point.x) < 1e9 && abs(point.y) < 1e9
          && point.classIndex >= 0 && point.classIndex < count
      }.prefix(SpaceChart.maxPoints))
    self.points = points
    let indices = Dictionary(zip(points.map(\.image), points.indices)) { first, _ in first }
    self.indices = indices
    similarPairs = Array(
      map.similarPairs.lazy.filter { indices[$0.first] != nil && indices[$0.second] != nil }
        .prefix(SpaceChart.maxSimilarPairs))
    classCentres = SpaceChart.classCentres(of: points, classes: count)
  }

  private static func classCentres(of points: [SpacePoint], classes: Int) -> [FeatureSpace.Point?] {
    var sums = [(x: Double, y: Double, count: Double)](repeating: (0, 0, 0), count: classes)
    for point in points {
      sums[point.classIndex].x += Double(point.x)
      sums[point.classIndex].y += Double(point.y)
      sums[point.classIndex].count += 1
    }
    return sums.map { $0.count > 0 ? FeatureSpace.Point(x: $0.x / $0.count, y: $0.y / $0.count) : nil }
  }

  /// The point of an image; nil if it is not on the map.
  func point(_ image: ImageID) -> SpacePoint? { indices[image].map { points[$0] } }

  /// The class of an image; nil if it is not on the map.
  func summary(of image: ImageID) -> ClassSummary? { point(image).map { classes[$0.classIndex] } }

  /// The groups of the classes, in order of first appearance.
  var groups: [String] {
    var groups: [String] = []
    for case let group? in classes.map(\.group) where !groups.contains(group) { groups.append(group) }
    return groups
  }

  /// The image to choose at first: one of the closest similar pair, or the first on the map.
  var defaultChoice: ImageID? { similarPairs.first?.first ?? points.first?.image }
}

extension SpacePoint {
  /// The position on the map.
  var position: FeatureSpace.Point { FeatureSpace.Point(x: Double(x), y: Double(y)) }
}
