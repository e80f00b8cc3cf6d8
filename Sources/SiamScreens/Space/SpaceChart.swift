import SiamMessages

/// A map of embeddings and what is worked out once when it comes.
struct SpaceChart: Equatable, Sendable {
  /// Points drawn at most.
  static let mostPoints = 20_000
  /// Look-alikes kept.
  static let mostLookAlikes = 200

  let step: Int
  let method: ProjectionMethod
  /// The shares of the variance that the two axes have.
  let explained: [Float]?
  /// Those that have a place and a class.
  let points: [SpacePoint]
  let classes: [ClassSummary]
  /// Those whose images are both on the map.
  let lookAlikes: [LookAlike]
  /// For each class the middle of its points.
  let middles: [FeatureSpace.Point?]
  private let places: [ImageID: Int]

  /// Keeps of a map what can be drawn.
  init(_ map: SpaceMap) {
    step = Model.sensibleStep(map.step)
    method = map.method
    explained = map.explained
    classes = map.classes
    let count = classes.count
    let points = Array(
      map.points.lazy.filter { point in
        point.x.isFinite && point.y.isFinite && abs(point.x) < 1e9 && abs(point.y) < 1e9
          && point.classPlace >= 0 && point.classPlace < count
      }.prefix(SpaceChart.mostPoints))
    self.points = points
    let places = Dictionary(zip(points.map(\.image), points.indices)) { first, _ in first }
    self.places = places
    lookAlikes = Array(
      map.lookAlikes.lazy.filter { places[$0.first] != nil && places[$0.second] != nil }
        .prefix(SpaceChart.mostLookAlikes))
    middles = SpaceChart.middles(of: points, classes: count)
  }

  private static func middles(of points: [SpacePoint], classes: Int) -> [FeatureSpace.Point?] {
    var sums = [(x: Double, y: Double, count: Double)](repeating: (0, 0, 0), count: classes)
    for point in points {
      sums[point.classPlace].x += Double(point.x)
      sums[point.classPlace].y += Double(point.y)
      sums[point.classPlace].count += 1
    }
    return sums.map { $0.count > 0 ? FeatureSpace.Point(x: $0.x / $0.count, y: $0.y / $0.count) : nil }
  }

  /// An image's point, where it is on the map.
  func point(_ image: ImageID) -> SpacePoint? { places[image].map { points[$0] } }

  /// An image's class, where it is on the map.
  func summary(of image: ImageID) -> ClassSummary? { point(image).map { classes[$0.classPlace] } }

  /// The groups of its classes, in the order they are first met.
  var groups: [String] {
    var groups: [String] = []
    for case let group? in classes.map(\.group) where !groups.contains(group) { groups.append(group) }
    return groups
  }

  /// What is pointed at when nothing was chosen: an image the network mistakes, else the first.
  var firstLook: ImageID? { lookAlikes.first?.first ?? points.first?.image }
}

extension SpacePoint {
  /// Its place in the plane.
  var place: FeatureSpace.Point { FeatureSpace.Point(x: Double(x), y: Double(y)) }
}
